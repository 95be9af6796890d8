import { plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { TriggerRow } from "@/lib/domain/run";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { changeRun, reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

/** Records that a trigger's condition came true; of the rollback tier, the verdict turns at once. */
export async function fireTrigger(
  ctx: Context,
  runId: string,
  key: string,
  input: { measured?: string | undefined; reason?: string | undefined },
): Promise<Result<TriggerRow>> {
  return changeRun(ctx, runId, "trigger.fire", async (tx, { index }) => {
    const trigger = index.triggers.find((candidate) => candidate.key === key);
    if (!trigger) return runNotFound;
    const standing = await tx.triggerFiring.findFirst({ where: { runId, key, clearedAt: null } });
    if (standing) {
      return refuse("already_done", `${plainText(trigger.title)} has fired already and is not cleared.`, {
        current: toRow(standing),
      });
    }
    const reason = reasonIn(input.reason);
    const measured = reasonIn(input.measured);
    const row = await tx.triggerFiring.create({
      data: { runId, key, firedAt: ctx.now, firedById: ctx.actor.person?.id ?? null, measured, reason },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "trigger.fired",
      subject: { kind: "trigger", key },
      change: { tier: trigger.tier, measured },
      text: reason ?? undefined,
    });
    return accept(toRow(row));
  });
}

/** Takes a fired trigger back; the lead alone, with the reason why it is safe to go on. */
export async function clearTrigger(
  ctx: Context,
  runId: string,
  key: string,
  input: { reason: string },
): Promise<Result<TriggerRow>> {
  return changeRun(ctx, runId, "trigger.clear", async (tx, { index }) => {
    const trigger = index.triggers.find((candidate) => candidate.key === key);
    const { person } = ctx.actor;
    if (!trigger || !person) return runNotFound;
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why it is safe to go on.");
    const standing = await tx.triggerFiring.findFirst({
      where: { runId, key, clearedAt: null },
      orderBy: { firedAt: "desc" },
    });
    if (!standing) return refuse("already_done", `${plainText(trigger.title)} has not fired, or is cleared already.`);
    const row = await tx.triggerFiring.update({
      where: { id: standing.id },
      data: { clearedAt: ctx.now, clearedById: person.id, clearReason: reason },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "trigger.cleared",
      subject: { kind: "trigger", key },
      change: { firedAt: row.firedAt.toISOString() },
      text: reason,
    });
    return accept(toRow(row));
  });
}

function toRow(row: {
  key: string;
  firedAt: Date;
  firedById: string | null;
  measured: string | null;
  clearedAt: Date | null;
  clearReason: string | null;
}): TriggerRow {
  const { key, firedById, measured, clearReason } = row;
  return {
    key,
    firedAt: row.firedAt.toISOString(),
    firedById,
    measured,
    clearedAt: row.clearedAt?.toISOString() ?? null,
    clearReason,
  };
}
