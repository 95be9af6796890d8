import { type Alert, alertName, alertWords, triggerOf } from "@/lib/domain/alert-map";
import { plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { TriggerRow } from "@/lib/domain/run";
import type { Trigger } from "@/lib/domain/template-leaves";
import { firedAs, rollbackAt } from "@/lib/domain/trigger-state";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { cancelJob } from "./job.write";
import { changeRun, reasonIn, reasonRequired } from "./run-change.write";
import { type RunScope, runNotFound } from "./run-scope.read";
import { alertRollback, type Firing, firedRow } from "./trigger-alert.write";
import { callLater } from "./trigger-overdue.write";

type Measured = { measured?: string | undefined; reason?: string | undefined };

/** Records that a trigger's condition came true; of the rollback tier, the verdict turns and everyone is told at once. */
export async function fireTrigger(
  ctx: Context,
  runId: string,
  key: string,
  input: Measured,
): Promise<Result<TriggerRow>> {
  return changeRun(ctx, runId, "trigger.fire", async (tx, scope) => {
    const trigger = scope.index.triggers.find((candidate) => candidate.key === key);
    if (!trigger) return runNotFound;
    const standing = await standingFiring(tx, runId, key);
    if (standing?.resolvedAt) return accept(await fireAgain(tx, ctx, scope, trigger, standing, input));
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
        const input = { measured: alertWords(alert) };
        if (standing?.resolvedAt) outcome.fired.push(await fireAgain(tx, ctx, scope, trigger, standing, input));
        else if (standing) outcome.standing.push(trigger.key);
        else outcome.fired.push(await record(tx, ctx, scope, trigger, input));
      } else if (standing) {
        outcome.resolved.push(trigger.key);
        if (standing.resolvedAt === null && isMonitor(ctx)) await noteResolved(tx, ctx, runId, standing);
      }
    }
    return accept(outcome);
  });
}

/** A person's word for a monitor's would put off a rollback: that a condition ended and came true again is its own to say. */
function isMonitor({ actor }: Context): boolean {
  return actor.person === null;
}

function standingFiring(tx: Transaction, runId: string, key: string) {
  return tx.triggerFiring.findFirst({ where: { runId, key, clearedAt: null }, orderBy: { firedAt: "desc" } });
}

async function record(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  trigger: Trigger,
  input: Measured,
): Promise<TriggerRow> {
  const reason = reasonIn(input.reason);
  const measured = reasonIn(input.measured);
  const { key, tier, reaction = null } = trigger;
  const { id: runId } = scope.run;
  const kept = { tier, reaction, title: plainText(trigger.title) };
  const row = await tx.triggerFiring.create({
    data: { runId, key, firedAt: ctx.now, firedById: ctx.actor.person?.id ?? null, measured, reason, ...kept },
  });
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: "trigger.fired",
    subject: { kind: "trigger", key },
    change: { tier, measured },
    text: reason ?? undefined,
  });
  await callInTime(tx, ctx, scope, trigger, row);
  return toRow(row);
}

/**
 * It came true again after a monitor had seen it end: it stands as before, and everyone is told as when it fired. Its
 * time to react runs anew where the monitor says so, unless it had called for rollback already: only the lead takes that
 * back.
 */
async function fireAgain(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  now: Trigger,
  standing: Parameters<typeof firedRow>[0] & { id: string; firedAt: Date; reactionFrom: Date | null },
  input: Measured,
): Promise<TriggerRow> {
  const { id, firedAt, reactionFrom } = standing;
  const trigger = firedAs(firedRow(standing), [now]);
  const { tier, reaction = null } = trigger;
  const measured = reasonIn(input.measured);
  const called = rollbackAt(trigger, (reactionFrom ?? firedAt).getTime(), scope.run.timeScale) <= ctx.now.getTime();
  const row = await tx.triggerFiring.update({
    where: { id },
    data: {
      resolvedAt: null,
      refiredAt: ctx.now,
      refiredById: ctx.actor.person?.id ?? null,
      measured,
      tier,
      reaction,
      title: plainText(trigger.title),
      ...(called || !isMonitor(ctx) ? {} : { reactionFrom: ctx.now }),
    },
  });
  await auditRun(tx, ctx.actor, scope.run.id, ctx.now, {
    action: "trigger.refired",
    subject: { kind: "trigger", key: trigger.key },
    change: { tier, measured, firedAt: firedAt.toISOString() },
    text: reasonIn(input.reason) ?? undefined,
  });
  await callInTime(tx, ctx, scope, trigger, row);
  return toRow(row);
}

/** Tells everyone when it calls for rollback: at once, or by the job of its reaction time. */
async function callInTime(
  tx: Transaction,
  ctx: Context,
  scope: RunScope,
  trigger: Trigger,
  row: Firing & { reactionFrom: Date | null },
): Promise<void> {
  const { id: runId, workspaceId, timeScale } = scope.run;
  const at = rollbackAt(trigger, (row.reactionFrom ?? row.firedAt).getTime(), timeScale);
  if (at <= ctx.now.getTime()) await alertRollback(tx, ctx, scope, trigger, row);
  else if (Number.isFinite(at)) await callLater(tx, { workspaceId, runId, id: row.id, now: ctx.now }, at);
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

/** Takes a fired trigger back; the lead alone, with the reason why it is safe to go on. Also one the document has no more. */
export async function clearTrigger(
  ctx: Context,
  runId: string,
  key: string,
  input: { reason: string },
): Promise<Result<TriggerRow>> {
  return changeRun(ctx, runId, "trigger.clear", async (tx, { index }) => {
    const trigger = index.triggers.find((candidate) => candidate.key === key);
    const { person } = ctx.actor;
    const standing = await standingFiring(tx, runId, key);
    if (!person || (!trigger && !standing)) return runNotFound;
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why it is safe to go on.");
    if (!standing)
      return refuse("already_done", `${plainText(trigger?.title ?? key)} has not fired, or is cleared already.`);
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
  refiredAt: Date | null;
  reactionFrom: Date | null;
  tier: string | null;
  reaction: number | null;
  title: string | null;
}): TriggerRow {
  const { firedById, measured, clearReason } = row;
  return {
    ...firedRow(row),
    firedAt: row.firedAt.toISOString(),
    firedById,
    measured,
    clearedAt: row.clearedAt?.toISOString() ?? null,
    clearReason,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    refiredAt: row.refiredAt?.toISOString() ?? null,
    reactionFrom: row.reactionFrom?.toISOString() ?? null,
  };
}
