import type { Messaging } from "@/lib/domain/message";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { sealSecret } from "@/lib/storage/sealed-secret";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import { freshActor } from "./membership.read";
import { channelsOf, hostOf, readTargets } from "./message-setting.read";
import { transact } from "./transact";

export type MessagingChange = {
  chatUrl?: string | null | undefined;
  webhookUrl?: string | null | undefined;
  newSecret?: true | undefined;
};

/** Says where chat and webhooks go; null takes one away. The addresses themselves are in no answer and no history. */
export async function changeMessaging(ctx: Context, change: MessagingChange): Promise<Result<Messaging>> {
  return transact(ctx, async (tx) => {
    const actor = await freshActor(tx, ctx.actor);
    const { workspaceId } = actor;
    if (!may(actor, "messaging.edit")) return refuse("forbidden", "Only admins change where messages go, signed in.");
    const before = await readTargets(tx, workspaceId);
    const seal = (url: string | null | undefined, what: string) =>
      url ? sealSecret(Buffer.from(url), `${what} ${workspaceId}`) : null;
    const next = {
      ...(change.chatUrl === undefined ? {} : { chatUrl: seal(change.chatUrl, "chat") }),
      ...(change.webhookUrl === undefined ? {} : { webhookUrl: seal(change.webhookUrl, "webhook") }),
      ...(change.newSecret ? { secretVersion: before.secretVersion + 1 } : {}),
    };
    await tx.messageSetting.upsert({ where: { workspaceId }, create: { workspaceId, ...next }, update: next });
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "messaging.changed",
      subject: { kind: "workspace", key: workspaceId },
      change: {
        ...(change.chatUrl === undefined ? {} : { chat: moved(before.chatUrl, change.chatUrl) }),
        ...(change.webhookUrl === undefined ? {} : { webhook: moved(before.webhookUrl, change.webhookUrl) }),
        ...(change.newSecret ? { secret: "made anew" } : {}),
      },
    });
    return accept(await channelsOf(tx, workspaceId));
  });
}

function moved(from: string | null, to: string | null) {
  return { from: from && hostOf(from), to: to && hostOf(to) };
}
