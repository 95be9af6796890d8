import { createHash } from "node:crypto";
import { passwordResetMail } from "@/lib/domain/mail-words";
import { accept } from "@/lib/domain/refusal";
import type { AnonymousContext } from "./context";
import { queueMessages } from "./message.write";
import { transact } from "./transact";

/** Puts the link into the outbox of a workspace the person is in. */
export async function queueResetMail(ctx: AnonymousContext, email: string, url: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const person = await tx.person.findFirst({
      where: { email, disabledAt: null },
      select: { name: true, memberships: { select: { workspaceId: true }, orderBy: { workspaceId: "asc" }, take: 1 } },
    });
    const workspaceId = person?.memberships[0]?.workspaceId;
    if (!person || workspaceId === undefined) return accept(null);
    const key = `password_reset ${createHash("sha256").update(url).digest("hex")}`;
    await queueMessages(tx, { workspaceId, byId: null, now: ctx.now }, [
      {
        ...passwordResetMail({ name: person.name, url }),
        kind: "password_reset",
        channel: "mail",
        recipient: email,
        name: person.name,
        secret: true,
        key,
      },
    ]);
    return accept(null);
  });
}
