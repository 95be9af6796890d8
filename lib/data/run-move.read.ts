import { type Answers, carryAnswers } from "@/lib/domain/answers";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RunSnapshot } from "@/lib/domain/run";
import { type MoveTarget, moveRun, type RunMove } from "@/lib/domain/run-move";
import type { RunMoveView } from "@/lib/domain/run-move-schema";
import { viewMove } from "@/lib/domain/run-move-view";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import { scopeSnapshot } from "./run-scope.read";
import { publishedVersion } from "./template-document.read";

export type MoveInput = {
  /** Number of the version to move to; the newest when left out. */
  to?: number | undefined;
  answers?: Answers | undefined;
  /** Keys of items whose state is kept although they ask for something else. */
  keep?: readonly string[] | undefined;
};

export type PlannedMove = { move: RunMove; target: MoveTarget; view: RunMoveView; answers: Result<Answers> };

/** What moving the run to a newer version would do. Refuses with `already_done` when there is none. */
export async function previewMove(ctx: Context, runId: string, input: MoveInput): Promise<Result<RunMoveView>> {
  const scope = await scopeSnapshot(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const planned = await planMove(ctx.db, scope.value.snapshot, input, ctx.now);
  return planned.ok ? accept(planned.value.view) : planned;
}

/** The move decided on one snapshot; a run only goes forward, to a version that was published of its own template. */
export async function planMove(
  db: Database | Transaction,
  snapshot: RunSnapshot,
  input: MoveInput,
  now: Date,
): Promise<Result<PlannedMove>> {
  const { templateId, templateVersion, templateTitle } = snapshot.run;
  const row = await db.templateVersion.findFirst({
    where: { templateId, ...(input.to === undefined ? {} : { number: input.to }) },
    orderBy: { number: "desc" },
    select: { id: true, number: true },
  });
  if (!row) {
    const message = `${templateTitle} has no version ${input.to}.`;
    return refuse("invalid_input", message, { problems: [{ path: "to", message }] });
  }
  if (row.number <= templateVersion) {
    return refuse("already_done", `This run is at version ${templateVersion} of ${templateTitle} already.`);
  }
  const { id, number, title, digest, document } = await publishedVersion(db, row.id);
  const target: MoveTarget = {
    templateId,
    templateVersionId: id,
    templateVersion: number,
    templateTitle: title,
    templateDigest: digest,
    document,
  };
  const { answers, asks } = carryAnswers(document, snapshot.run.answers, input.answers ?? {});
  const at = now.toISOString();
  const known = answers.ok ? answers.value : { ...snapshot.run.answers, ...input.answers };
  const move = moveRun(snapshot, target, known, new Set(input.keep), at);
  return accept({ move, target, answers, view: viewMove(snapshot, move, asks, at) });
}
