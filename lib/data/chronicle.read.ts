import { type Chronicle, type ChroniclePage, chronicleOf, pageOfEvents } from "@/lib/domain/chronicle";
import { accept, type Result } from "@/lib/domain/refusal";
import type { ReviewNote } from "@/lib/domain/review-note";
import { type RunReview, reviewOf } from "@/lib/domain/run-review";
import { readRun } from "@/lib/domain/run-state";
import type { Context } from "./context";
import { readReviewNotes } from "./review-note.read";
import { scopeSnapshot } from "./run-scope.read";
import { readTold } from "./told.read";

/** The last events before `before`, of one kind or all. */
export type ChronicleInput = {
  before?: number | undefined;
  kind?: Chronicle["events"][number]["kind"] | undefined;
  limit?: number | undefined;
};

export const usualEvents = 300;

/** `untoldNotes` are older than the notes given; they stand in the history. */
export type ReadChronicle = Chronicle & ChroniclePage & { review: RunReview; notes: ReviewNote[]; untoldNotes: number };

/** What happened in a run, a page of it, and what it teaches: one fold over its history; with what people said about it. */
export async function readChronicle(
  ctx: Context,
  runId: string,
  { before, kind, limit = usualEvents }: ChronicleInput = {},
): Promise<Result<ReadChronicle>> {
  const scoped = await scopeSnapshot(ctx, runId, "history.read");
  if (!scoped.ok) return scoped;
  const state = readRun(scoped.value.snapshot, ctx.now.toISOString());
  const [history, said] = await Promise.all([readTold(ctx.db, runId), readReviewNotes(ctx.db, runId)]);
  const chronicle = chronicleOf(state, history);
  const page = pageOfEvents(chronicle.events, { before, kind, limit });
  const untold = (history[0]?.seq ?? 1) - 1;
  return accept({ ...chronicle, ...page, untold, review: reviewOf(state, history), ...said });
}
