import { leftOpen, undecidedGates } from "@/lib/domain/closing";
import { list } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { lifeLets, lifeOf } from "@/lib/domain/run-life";
import { readRun } from "@/lib/domain/run-state";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { changeRun, reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** Ends a run for good: nothing in it changes any more. What stands open then takes a reason: gates, follow-ups, checks. */
export async function closeRun(
  ctx: Context,
  runId: string,
  input: { reason?: string | undefined },
): Promise<Result<{ id: string; closedAt: string }>> {
  return changeRun(ctx, runId, "run.close", async (tx) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!snapshot) return runNotFound;
    const state = readRun(snapshot, ctx.now.toISOString());
    if (!lifeLets(lifeOf(state), "close")) {
      return refuse(
        "out_of_order",
        "A rollback is called for. Record it, or clear what fired, before the run is closed.",
      );
    }
    const left = leftOpen(state);
    const reason = reasonIn(input.reason);
    if (left.length > 0 && reason === null) {
      return reasonRequired(`${list(left.map(({ text }) => text))}. Say why the run ends now.`);
    }
    const { count } = await tx.run.updateMany({
      where: { id: runId, closedAt: null },
      data: { closedAt: ctx.now, version: { increment: 1 }, policyEpoch: { increment: 1 } },
    });
    if (count === 0) return refuse("already_done", "This run is closed already.");
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "run.closed",
      subject: { kind: "run", key: runId },
      change: {
        undecided: undecidedGates(state).map(({ key }) => key),
        left: left.map(({ text }) => text),
      },
      text: reason ?? undefined,
    });
    return accept({ id: runId, closedAt: ctx.now.toISOString() });
  });
}
