import type { Actor } from "@/lib/domain/actor";
import type { ChainLoss } from "@/lib/domain/checkpoint-loss";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditRun, auditWorkspace } from "./audit.write";
import { readAnchors } from "./checkpoint.read";
import { withCheckpointLock, writeLosses } from "./checkpoint.write";
import type { AnonymousContext } from "./context";
import type { Transaction } from "./database";
import { readLosses } from "./loss.read";
import { transact } from "./transact";

/**
 * On the machine, an admin says that a restore took entries back which checkpoints have seen: written into each history
 * that lost some and its workspace's, and signed in a checkpoint of its own, from which on their loss is no fault.
 * Everything else that is wrong stays wrong.
 */
export async function acknowledgeLoss(
  ctx: AnonymousContext,
  { email, reason, restored = [] }: { email: string; reason: string; restored?: readonly string[] },
): Promise<Result<{ checkpoint: number; losses: ChainLoss[] }>> {
  const { db, now } = ctx;
  const admin = await readAdmin(db, email);
  if (!admin) return refuse("forbidden", `${email} is no admin here.`);
  return withCheckpointLock(db, async () => {
    const anchors = await readAnchors();
    const [broken] = anchors.faults;
    if (broken) return refuse("conflict", `The checkpoints themselves don't verify: ${broken}`);
    const found = await readLosses(db, anchors, restored);
    if (!found.ok) return refuse("conflict", found.message);
    const { losses } = found;
    // First the entries, so that the checkpoint has seen them: should we die in between, it is said once more.
    const told = await transact(ctx, async (tx) => {
      await tell(tx, admin, now, losses, reason);
      return accept(null);
    });
    if (!told.ok) return told;
    const checkpoint = await writeLosses(db, now, losses);
    if (checkpoint === null) throw new Error("no checkpoint was written");
    return accept({ checkpoint, losses });
  });
}

type Admin = { person: NonNullable<Actor["person"]>; workspaces: ReadonlySet<string> };

async function readAdmin(db: AnonymousContext["db"], email: string): Promise<Admin | null> {
  const person = await db.person.findFirst({
    where: { email, disabledAt: null },
    select: {
      id: true,
      name: true,
      email: true,
      memberships: { where: { disabledAt: null }, select: { workspaceId: true, roles: true } },
    },
  });
  const admin = person?.memberships.some(({ roles }) => roles.includes("owner") || roles.includes("admin"));
  if (!person || !admin) return null;
  const { memberships, ...rest } = person;
  return { person: rest, workspaces: new Set(memberships.map(({ workspaceId }) => workspaceId)) };
}

async function tell(tx: Transaction, admin: Admin, now: Date, losses: readonly ChainLoss[], reason: string) {
  const ids = losses.map(({ id }) => id);
  const action = "audit.acknowledged";
  const runs = await tx.run.findMany({
    where: { id: { in: ids } },
    select: { id: true, workspaceId: true },
    orderBy: { id: "asc" },
  });
  const lost = new Map(losses.map((loss) => [loss.id, { from: loss.lost.after + 1, to: loss.lost.to }]));
  const actorIn = (workspaceId: string): Actor => ({
    workspaceId,
    // In a workspace that isn't theirs their name is nobody's business.
    person: admin.workspaces.has(workspaceId) ? admin.person : null,
    roles: [],
    credential: { kind: "system" },
  });
  for (const { id, workspaceId } of runs) {
    const change = { lostEntries: lost.get(id) };
    const subject = { kind: "run", key: id } as const;
    await auditRun(tx, actorIn(workspaceId), id, now, { action, subject, change, text: reason });
  }
  const workspaces = await tx.workspace.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  const there = new Set([...runs.map(({ id }) => id), ...workspaces.map(({ id }) => id)]);
  // Whose they were nobody can tell any more.
  const gone = ids.filter((id) => !there.has(id));
  for (const { id } of workspaces) {
    const lostRuns = runs.filter(({ workspaceId }) => workspaceId === id).length;
    const own = lost.get(id);
    if (!own && lostRuns === 0 && gone.length === 0) continue;
    const change = { ...(own ? { lostEntries: own } : {}), runsAffected: lostRuns, historiesGone: gone.length };
    const subject = { kind: "workspace", key: id } as const;
    await auditWorkspace(tx, actorIn(id), id, now, { action, subject, change, text: reason });
  }
}
