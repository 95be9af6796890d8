import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { OverrideRow } from "@/lib/domain/signing-rows";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { toOverrideRow } from "./override.read";
import { changeRun, moveEpoch, reasonIn, reasonRequired } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

/** Withdraws or declines a request, or takes a confirmed override back: the careful direction, so one person is enough. */
export async function endOverride(
  ctx: Context,
  runId: string,
  id: string,
  input: { reason: string },
): Promise<Result<OverrideRow>> {
  return changeRun(ctx, runId, "gate.override", async (tx) => {
    const before = await tx.gateOverride.findFirst({ where: { id, runId, askedAt: { not: null } } });
    const { person } = ctx.actor;
    if (!before || !person) return runNotFound;
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why.");
    if (before.confirmedAt && before.endsAt <= ctx.now)
      return refuse("already_done", "This override has ended already.");
    const requested = before.askedById === person.id ? "withdrawn" : "declined";
    const ended = before.confirmedAt ? "revoked" : requested;
    const [row] = await tx.gateOverride.updateManyAndReturn({
      where: { id, endedAt: null },
      data: { ended, endedById: person.id, endedAt: ctx.now, endReason: reason },
    });
    if (!row) return refuse("already_done", "This override is over already.");
    await moveEpoch(tx, runId);
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: `override.${ended}`,
      subject: { kind: "override", key: id },
      change: { gate: row.gateKey },
      text: reason,
    });
    return accept(toOverrideRow(row));
  });
}

/** A decision the lead records takes the place of overrides and requests of the gate. */
export async function supersedeOverrides(tx: Transaction, ctx: Context, runId: string, gateKey: string): Promise<void> {
  const rows = await tx.gateOverride.updateManyAndReturn({
    where: { runId, gateKey, endedAt: null, endsAt: { gt: ctx.now } },
    data: { ended: "superseded", endedById: ctx.actor.person?.id ?? null, endedAt: ctx.now },
    select: { id: true, askedAt: true },
  });
  for (const { id, askedAt } of rows) {
    if (askedAt === null) continue;
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "override.superseded",
      subject: { kind: "override", key: id },
      change: { gate: gateKey },
    });
  }
}

/**
 * Looks back on an override with a note, on a closed run too: a lead or admin other than who asked for it, so that
 * nobody alone closes the book on their own request, and the two who were there are always enough.
 */
export async function reviewOverride(
  ctx: Context,
  runId: string,
  id: string,
  input: { note: string },
): Promise<Result<OverrideRow>> {
  return changeRun(
    ctx,
    runId,
    "gate.override",
    async (tx) => {
      const before = await tx.gateOverride.findFirst({ where: { id, runId, askedAt: { not: null } } });
      const { person } = ctx.actor;
      if (!before || !person) return runNotFound;
      if (!before.confirmedAt)
        return refuse("conflict", "This override was never in force: there is nothing to review.");
      if (before.askedById === person.id) {
        return refuse("forbidden", "You asked for this override. The lead or an admin other than you reviews it.");
      }
      const note = reasonIn(input.note);
      if (note === null) {
        const message = "Write what came of it, and what is to be done.";
        return refuse("reason_required", message, { problems: [{ path: "note", message }] });
      }
      const [row] = await tx.gateOverride.updateManyAndReturn({
        where: { id, reviewedAt: null },
        data: { reviewedById: person.id, reviewedAt: ctx.now, reviewNote: note },
      });
      if (!row) return refuse("already_done", "This override is reviewed already.", { current: toOverrideRow(before) });
      await auditRun(tx, ctx.actor, runId, ctx.now, {
        action: "override.reviewed",
        subject: { kind: "override", key: id },
        change: { gate: row.gateKey },
        text: note,
      });
      return accept(toOverrideRow(row));
    },
    { closed: true },
  );
}
