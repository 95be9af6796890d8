import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditWorkspace } from "./audit.write";
import type { AnonymousContext } from "./context";
import { type Client, openSession, type StartedSession } from "./session.write";
import { isSetUp } from "./setup.read";
import { transact } from "./transact";

export const alreadySetUp = refuse("already_set_up", "Gonogo is set up already. Sign in instead.");

export type FirstOwner = { workspace: string; name: string; email: string; passwordHash: string };

/** Makes workspace, owner and session at once, while there is nobody yet; of two who come at once one wins. */
export async function createFirstOwner(
  ctx: AnonymousContext,
  owner: FirstOwner,
  client: Client,
): Promise<Result<StartedSession>> {
  const { now } = ctx;
  return transact(ctx, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('set-up', 0))`;
    if (await isSetUp(tx)) return alreadySetUp;
    const { name, email, passwordHash } = owner;
    const person = await tx.person.create({
      data: { name, email, passwordHash, createdAt: now },
      select: { id: true },
    });
    const workspace = await tx.workspace.create({
      data: {
        name: owner.workspace,
        createdAt: now,
        memberships: { create: { personId: person.id, roles: ["owner"], createdAt: now } },
      },
      select: { id: true },
    });
    const started = await openSession(tx, person.id, client, now, workspace.id);
    if (!started.ok) return started;
    const { actor } = started.value;
    await auditWorkspace(tx, actor, workspace.id, now, {
      action: "workspace.created",
      subject: { kind: "workspace", key: workspace.id },
      change: { name: owner.workspace },
    });
    await auditWorkspace(tx, actor, workspace.id, now, {
      action: "person.joined",
      subject: { kind: "person", key: person.id },
      change: { email, roles: ["owner"] },
    });
    await tx.instanceSetting.deleteMany({ where: { key: "setup_code" } });
    return accept(started.value);
  });
}
