import type { Answers } from "@/lib/domain/answers";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RunMoveView } from "@/lib/domain/run-move-schema";
import { readRun } from "@/lib/domain/run-state";
import { refuseUndoing } from "@/lib/domain/standing-decision";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { writeItemMove } from "./item-move.write";
import { changeRun, reasonIn, reasonRequired } from "./run-change.write";
import { type MoveInput, type PlannedMove, planMove } from "./run-move.read";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";
import { endWaivers } from "./waiver-end.write";

export type MoveRequest = MoveInput & {
  /** Number of the version the move was decided on; another one is a conflict. */
  from: number;
  reason: string;
};

/**
 * Moves a run to a newer version of its template, under its lock. Rows of items that are dropped stay, with evidence and
 * comments; nothing clears a signature, what it covers has changed. Ticks decided before are decided anew.
 */
export function moveRunTo(ctx: Context, runId: string, input: MoveRequest): Promise<Result<RunMoveView>> {
  return changeRun(ctx, runId, "run.move", async (tx) => {
    const snapshot = await readSnapshot(tx, ctx.actor.workspaceId, runId);
    if (!snapshot) return runNotFound;
    const { templateVersion } = snapshot.run;
    if (input.from !== templateVersion) {
      const message = `This run is at version ${templateVersion} by now. Look again at what moving changes.`;
      return refuse("conflict", message, { current: { version: templateVersion } });
    }
    const reason = reasonIn(input.reason);
    if (reason === null) return reasonRequired("Say why this run moves to another version.");
    const planned = await planMove(tx, snapshot, input, ctx.now);
    if (!planned.ok) return planned;
    const { answers, target, move, view } = planned.value;
    if (!answers.ok) return answers;
    const now = ctx.now.toISOString();
    const undoing = refuseUndoing(readRun(snapshot, now), readRun(move.after, now));
    if (undoing) return undoing;
    await tx.run.update({
      where: { id: runId },
      data: {
        templateVersionId: target.templateVersionId,
        answers: answers.value,
        version: { increment: 1 },
        policyEpoch: { increment: 1 },
      },
      select: { id: true },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "run.moved",
      subject: { kind: "run", key: runId },
      change: headChange(planned.value, snapshot.run.answers, answers.value, {
        id: target.templateId,
        version: templateVersion,
        digest: snapshot.run.templateDigest,
      }),
      text: reason,
    });
    for (const item of move.items) await writeItemMove(tx, ctx, runId, item);
    await endWaivers(tx, ctx, runId, move.waivers, reason);
    await voidCeremonies(tx, ctx, runId);
    return accept(view);
  });
}

function headChange(
  { target, move }: PlannedMove,
  before: Answers,
  after: Answers,
  from: { id: string; version: number; digest: string },
): Record<string, unknown> {
  const { templateId: id, templateVersion: version, templateTitle: title, templateDigest: digest } = target;
  const kept = move.items.filter(({ kind }) => kind === "kept").map(({ key }) => key);
  return {
    template: { from, to: { id, version, title, digest } },
    ...(canonicalJson(before) === canonicalJson(after) ? {} : { answers: { from: before, to: after } }),
    ...(kept.length > 0 ? { kept } : {}),
  };
}

/** A statement names the version it was read in: one left open is read again. */
async function voidCeremonies(tx: Transaction, ctx: Context, runId: string): Promise<void> {
  const open = { runId, usedAt: null, voidedAt: null, expiresAt: { gt: ctx.now } };
  const rows = await tx.ceremony.updateManyAndReturn({
    where: open,
    data: { voidedAt: ctx.now },
    select: { id: true, signoffKey: true },
  });
  for (const { id, signoffKey } of rows) {
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "ceremony.voided",
      subject: { kind: "signoff", key: signoffKey },
      change: { ceremony: id },
    });
  }
}
