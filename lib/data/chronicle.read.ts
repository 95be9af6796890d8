import { type Chronicle, chronicleOf } from "@/lib/domain/chronicle";
import { accept, type Result } from "@/lib/domain/refusal";
import type { ReviewNote } from "@/lib/domain/review-note";
import { type RunReview, reviewOf } from "@/lib/domain/run-review";
import { readRun } from "@/lib/domain/run-state";
import { readChain } from "./audit.read";
import type { Context } from "./context";
import { readReviewNotes } from "./review-note.read";
import { scopeSnapshot } from "./run-scope.read";

/** What happened in a run, and what it teaches: one fold over its history; with what people said about it. */
export async function readChronicle(
  ctx: Context,
  runId: string,
): Promise<Result<Chronicle & { review: RunReview; notes: ReviewNote[] }>> {
  const scoped = await scopeSnapshot(ctx, runId, "history.read");
  if (!scoped.ok) return scoped;
  const state = readRun(scoped.value.snapshot, ctx.now.toISOString());
  const [history, notes] = await Promise.all([readChain(ctx.db, runId), readReviewNotes(ctx.db, runId)]);
  return accept({ ...chronicleOf(state, history), review: reviewOf(state, history), notes });
}
