import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ConditionRow } from "@/lib/domain/signing-rows";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { toConditionRow } from "./signature.read";

/** Notes that a condition of an approval is met: its owner's, or the lead's. */
export async function markConditionDone(
  ctx: Context,
  runId: string,
  conditionId: string,
): Promise<Result<ConditionRow>> {
  return changeRun(ctx, runId, "condition.done", async (tx, { facts }) => {
    const before = await tx.condition.findFirst({
      where: { id: conditionId, signature: { runId } },
      include: { signature: { select: { id: true, gateKey: true, signoffKey: true } } },
    });
    const { person } = ctx.actor;
    if (!before || !person) return runNotFound;
    if (before.ownerId !== person.id && !may(ctx.actor, "gate.declare", facts)) {
      return refuse("forbidden", "The condition's owner or the lead says that it is met.");
    }
    const [row] = await tx.condition.updateManyAndReturn({
      where: { id: conditionId, doneAt: null },
      data: { doneAt: ctx.now, doneById: person.id },
    });
    if (!row) return refuse("already_done", "This condition is met already.", { current: toConditionRow(before) });
    const { id, gateKey, signoffKey } = before.signature;
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "condition.done",
      subject: { kind: "condition", key: conditionId },
      change: { signature: id, gate: gateKey, signoff: signoffKey },
    });
    return accept(toConditionRow(row));
  });
}
