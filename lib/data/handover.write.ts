import { liveAt } from "@/lib/domain/go-live";
import type { HandoverRow } from "@/lib/domain/go-live-rows";
import { refuseHandover, rotaTakenOver } from "@/lib/domain/handover-decision";
import { handoverSheet } from "@/lib/domain/handover-sheet";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { readRun } from "@/lib/domain/run-state";
import { shiftBegan } from "@/lib/domain/shift-began";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import { findMember } from "./roster.read";
import { addContributors, putShifts } from "./rota.write";
import { changeRun, reasonIn } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** Hands the checks over to somebody (a mail address), with the sheet as it stands; they have them once they accept. */
export async function handOverShift(
  ctx: Context,
  runId: string,
  input: { to: string; notes?: string | undefined },
): Promise<Result<HandoverRow>> {
  return changeRun(ctx, runId, "item.tick", async (tx, { run }) => {
    const { person } = ctx.actor;
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!person || !snapshot) return runNotFound;
    const state = readRun(snapshot, ctx.now.toISOString());
    if (liveAt(state) === null) return refuse("out_of_order", "Shifts are handed over once the run is live.");
    const to = await findMember(tx, run.workspaceId, input.to);
    if (!to || to.id === person.id) {
      const message = to
        ? "Hand it over to somebody else."
        : `${input.to} is nobody of this workspace who may do checks.`;
      return refuse("invalid_input", message, { problems: [{ path: "to", message }] });
    }
    const refused = refuseHandover(state, person.id, to.id);
    if (refused !== null) return refuse("forbidden", refused, { problems: [{ path: "to", message: refused }] });
    const began = shiftBegan(state);
    const sheet = handoverSheet(state, began, ctx.now.getTime());
    const row = await tx.shiftHandover.create({
      data: {
        runId,
        fromId: person.id,
        toId: to.id,
        startsAt: new Date(began),
        at: ctx.now,
        notes: reasonIn(input.notes) ?? "",
        sheet,
      },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "handover.given",
      subject: { kind: "handover", key: row.id },
      change: {
        to: to.id,
        since: sheet.from,
        done: sheet.done,
        failed: sheet.failed.length,
        missed: sheet.missed.length,
        open: sheet.open.length,
      },
      text: row.notes || undefined,
    });
    return accept({
      id: row.id,
      fromId: row.fromId,
      toId: row.toId,
      startsAt: row.startsAt.toISOString(),
      at: row.at.toISOString(),
      notes: row.notes,
      sheet,
      acceptedAt: null,
    });
  });
}

/**
 * Only who it was handed to takes it over, once. From then on the rota names them, so that checks, what is asked of people
 * and what is passed on all follow; and they contribute to the run.
 */
export async function acceptHandover(
  ctx: Context,
  runId: string,
  id: string,
): Promise<Result<{ id: string; acceptedAt: string }>> {
  return changeRun(ctx, runId, "handover.answer", async (tx, scope) => {
    const row = await tx.shiftHandover.findFirst({ where: { id, runId } });
    if (!row) return runNotFound;
    if (row.toId !== ctx.actor.person?.id) return refuse("forbidden", "Only who it was handed to takes it over.");
    const { count } = await tx.shiftHandover.updateMany({
      where: { id, runId, acceptedAt: null },
      data: { acceptedAt: ctx.now },
    });
    if (count === 0) return refuse("already_done", "You have taken this over already.");
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "handover.accepted",
      subject: { kind: "handover", key: id },
      change: { from: row.fromId },
    });
    const snapshot = await readSnapshot(tx, scope.run.workspaceId, runId);
    if (!snapshot) return runNotFound;
    const state = readRun(snapshot, ctx.now.toISOString());
    const shifts = rotaTakenOver(state, { ...row, at: row.at.toISOString() });
    if (shifts) await putShifts(tx, ctx, scope, shifts, [row.toId]);
    else await addContributors(tx, ctx, scope, new Set([row.toId]));
    return accept({ id, acceptedAt: ctx.now.toISOString() });
  });
}
