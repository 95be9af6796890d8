import { list, plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { lifeLets, lifeOf } from "@/lib/domain/run-life";
import { readRun } from "@/lib/domain/run-state";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { changeRun, reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** Ends a run for good: nothing in it changes any more. With gates undecided it takes a reason. */
export async function closeRun(
  ctx: Context,
  runId: string,
  input: { reason?: string | undefined },
): Promise<Result<{ id: string; closedAt: string }>> {
  return changeRun(ctx, runId, "run.close", async (tx, { index }) => {
    const rows = await tx.gateRecord.findMany({ where: { runId }, select: { key: true, status: true } });
    const statuses = new Map(rows.map(({ key, status }) => [key, status]));
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!snapshot) return runNotFound;
    if (!lifeLets(lifeOf(readRun(snapshot, ctx.now.toISOString())), "close")) {
      return refuse(
        "out_of_order",
        "A rollback is called for. Record it, or clear what fired, before the run is closed.",
      );
    }
    const undecided = index.gates.filter(({ gate }) => !isDecided(statuses.get(gate.key)));
    const reason = reasonIn(input.reason);
    if (undecided.length > 0 && reason === null) {
      const names = list(undecided.map(({ gate }) => plainText(gate.title)));
      return reasonRequired(`${names} ${undecided.length === 1 ? "is" : "are"} not decided. Say why the run ends now.`);
    }
    const { count } = await tx.run.updateMany({
      where: { id: runId, closedAt: null },
      data: { closedAt: ctx.now, version: { increment: 1 }, policyEpoch: { increment: 1 } },
    });
    if (count === 0) return refuse("already_done", "This run is closed already.");
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "run.closed",
      subject: { kind: "run", key: runId },
      change: { undecided: undecided.map(({ gate }) => gate.key) },
      text: reason ?? undefined,
    });
    return accept({ id: runId, closedAt: ctx.now.toISOString() });
  });
}

function isDecided(status: string | undefined): boolean {
  return status === "go" || status === "no_go" || status === "override";
}
