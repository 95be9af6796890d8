import { type Alert, alertName, alertWords, triggerOf } from "@/lib/domain/alert-map";
import { plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { TriggerRow } from "@/lib/domain/run";
import type { Trigger } from "@/lib/domain/template-leaves";
import { rollbackAt } from "@/lib/domain/trigger-state";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { cancelJob } from "./job.write";
import { changeRun, reasonIn, reasonRequired } from "./run-change.write";
import { type RunScope, runNotFound } from "./run-scope.read";
import { alertRollback } from "./trigger-alert.write";
import { callLater } from "./trigger-overdue.write";

/** Records that a trigger's condition came true; of the rollback tier, the verdict turns and everyone is told at once. */
export async function fireTrigger(
  ctx: Context,
  runId: string,
  key: string,
  input: { measured?: string | undefined; reason?: string | undefined },
): Promise<Result<TriggerRow>> {
  return changeRun(ctx, runId, "trigger.fire", async (tx, scope) => {
    const trigger = scope.index.triggers.find((candidate) => candidate.key === key);
    if (!trigger) return runNotFound;
    const standing = await standingFiring(tx, runId, key);
    if (standing) {
      return refuse("already_done", `${plainText(trigger.title)} has fired already and is not cleared.`, {
        current: toRow(standing),
      });
    }
    return accept(await record(tx, ctx, scope, trigger, input));
  });
}

export type AlertOutcome = {
  fired: TriggerRow[];
  /** Triggers that had fired before and stand. */
  standing: string[];
  /** Triggers that stand though the monitor saw them end: the lead clears them. */
  resolved: string[];
  /** Names of alerts that are about no trigger of this run. */
  unmapped: string[];
};

/** Fires what a monitor's alerts are about. One that ends is noted and clears nothing: that takes the lead and a reason. */
export async function receiveAlerts(
  ctx: Context,
  runId: string,
  alerts: readonly Alert[],
): Promise<Result<AlertOutcome>> {
  return changeRun(ctx, runId, "trigger.fire", async (tx, scope) => {
    const { index } = scope;
    const outcome: AlertOutcome = { fired: [], standing: [], resolved: [], unmapped: [] };
    for (const alert of alerts) {
      const trigger = triggerOf(alert, index.triggers);
      const standing = trigger && (await standingFiring(tx, runId, trigger.key));
      if (!trigger) outcome.unmapped.push(alertName(alert));
      else if (alert.status === "firing") {
        if (standing) outcome.standing.push(trigger.key);
        else outcome.fired.push(await record(tx, ctx, scope, trigger, { measured: alertWords(alert) }));
      } else if (standing) {
        outcome.resolved.push(trigger.key);
        if (standing.resolvedAt === null) await noteResolved(tx, ctx, runId, standing);
      }
    }
    return accept(outcome);
  });
}

function standingFiring(tx: Transaction, runId: string, key: string) {
  return tx.triggerFiring.findFirst({ where: { runId, key, clearedAt: null }, orderBy: { firedAt: "desc" } });
}

async function record(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  trigger: Trigger,
  input: { measured?: string | undefined; reason?: string | undefined },
): Promise<TriggerRow> {
  const reason = reasonIn(input.reason);
  const measured = reasonIn(input.measured);
  const { key, tier } = trigger;
  const { id: runId, workspaceId, timeScale } = scope.run;
  const row = await tx.triggerFiring.create({
    data: { runId, key, firedAt: ctx.now, firedById: ctx.actor.person?.id ?? null, measured, reason },
  });
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: "trigger.fired",
    subject: { kind: "trigger", key },
    change: { tier, measured },
    text: reason ?? undefined,
  });
  const at = rollbackAt(trigger, ctx.now.getTime(), timeScale);
  if (at <= ctx.now.getTime()) await alertRollback(tx, ctx, scope, trigger, row);
  else if (Number.isFinite(at)) await callLater(tx, { workspaceId, runId, id: row.id, now: ctx.now }, at);
  return toRow(row);
}

async function noteResolved(
  tx: Transaction,
  ctx: Context,
  runId: string,
  { id, key, firedAt }: { id: string; key: string; firedAt: Date },
): Promise<void> {
  await tx.triggerFiring.update({ where: { id }, data: { resolvedAt: ctx.now } });
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: "trigger.resolved",
    subject: { kind: "trigger", key },
    change: { firedAt: firedAt.toISOString() },
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
    const standing = await standingFiring(tx, runId, key);
    if (!standing) return refuse("already_done", `${plainText(trigger.title)} has not fired, or is cleared already.`);
    const row = await tx.triggerFiring.update({
      where: { id: standing.id },
      data: { clearedAt: ctx.now, clearedById: person.id, clearReason: reason },
    });
    await cancelJob(tx, "trigger.overdue", standing.id);
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
  resolvedAt: Date | null;
}): TriggerRow {
  const { key, firedById, measured, clearReason } = row;
  return {
    key,
    firedAt: row.firedAt.toISOString(),
    firedById,
    measured,
    clearedAt: row.clearedAt?.toISOString() ?? null,
    clearReason,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  };
}
