import { type Chronicle, chronicleOf } from "@/lib/domain/chronicle";
import { accept, type Result } from "@/lib/domain/refusal";
import { type RunReview, reviewOf } from "@/lib/domain/run-review";
import { readRun } from "@/lib/domain/run-state";
import { readChain } from "./audit.read";
import type { Context } from "./context";
import { scopeSnapshot } from "./run-scope.read";

/** What happened in a run, and what it teaches: one fold over its history, which is read anew each time. */
export async function readChronicle(ctx: Context, runId: string): Promise<Result<Chronicle & { review: RunReview }>> {
  const scoped = await scopeSnapshot(ctx, runId, "history.read");
  if (!scoped.ok) return scoped;
  const state = readRun(scoped.value.snapshot, ctx.now.toISOString());
  const history = await readChain(ctx.db, runId);
  return accept({ ...chronicleOf(state, history), review: reviewOf(state, history) });
}
