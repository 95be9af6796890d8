import { accept } from "@/lib/domain/refusal";
import { indexDocument } from "@/lib/domain/template-tree";
import { firedAs, rollbackAt } from "@/lib/domain/trigger-state";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { enqueue } from "./job.write";
import { readSnapshot } from "./run-snapshot.read";
import { transact } from "./transact";
import { alertRollback, firedRow } from "./trigger-alert.write";

/** A template may state any time; nobody waits for an alarm of next year. */
const longestMs = 366 * 86_400_000;

/** Has the queue look at a firing when its time to react is over. */
export async function callLater(
  tx: Transaction,
  { workspaceId, runId, id, now }: { workspaceId: string; runId: string; id: string; now: Date },
  at: number,
): Promise<void> {
  if (at - now.getTime() > longestMs) return;
  const payload = { workspaceId, runId, id };
  await enqueue(tx, { name: "trigger.overdue", key: id, at: new Date(Math.ceil(at)), payload });
}

/**
 * The time to react is over: who is in the run is told that the trigger calls for rollback, unless it was cleared or the
 * attempt is over. The system's. Safe to run twice; one that came true again meanwhile waits on.
 */
export async function callRollback(ctx: Context, runId: string, id: string): Promise<void> {
  const { actor, now } = ctx;
  const { workspaceId, credential } = actor;
  if (credential.kind !== "system") return;
  await transact(ctx, async (tx) => {
    await tx.$queryRaw`select 1 from run where id = ${runId} and workspace_id = ${workspaceId} for no key update`;
    const snapshot = await readSnapshot(tx, workspaceId, runId);
    const firing = snapshot && (await tx.triggerFiring.findFirst({ where: { id, runId, clearedAt: null } }));
    if (!firing || snapshot.run.closedAt !== null || snapshot.run.outcome !== null) return accept(null);
    const trigger = firedAs(firedRow(firing), indexDocument(snapshot.document).triggers);
    const at = rollbackAt(trigger, (firing.reactionFrom ?? firing.firedAt).getTime(), snapshot.run.timeScale);
    if (at > now.getTime()) await callLater(tx, { workspaceId, runId, id, now }, at);
    else await alertRollback(tx, ctx, snapshot, trigger, firing);
    return accept(null);
  });
}
