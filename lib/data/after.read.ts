import { afterView, momentViews } from "@/lib/domain/after-view";
import { accept, type Result } from "@/lib/domain/refusal";
import { type Reschedule, reschedule } from "@/lib/domain/reschedule";
import { type RunState, readRun } from "@/lib/domain/run-state";
import type { Context } from "./context";
import { scopeSnapshot } from "./run-scope.read";

/** What is watched and done after going live: checks with their turns, rota, hand-overs, follow-ups. */
export function readAfter(ctx: Context, runId: string): Promise<Result<ReturnType<typeof afterView>>> {
  return view(ctx, runId, afterView);
}

/** Everything of a run that has a time, in order of it. */
export function readWhen(
  ctx: Context,
  runId: string,
): Promise<Result<{ timeZone: string; moments: ReturnType<typeof momentViews> }>> {
  return view(ctx, runId, (state) => ({ timeZone: state.snapshot.run.timeZone, moments: momentViews(state) }));
}

/** What another target would move, and what would be late by it. */
export function previewTarget(ctx: Context, runId: string, targetAt?: string): Promise<Result<Reschedule>> {
  return view(ctx, runId, (state) => reschedule(state, targetAt ?? state.snapshot.run.targetAt ?? state.now));
}

async function view<T>(ctx: Context, runId: string, read: (state: RunState) => T): Promise<Result<T>> {
  const scoped = await scopeSnapshot(ctx, runId, "run.read");
  return scoped.ok ? accept(read(readRun(scoped.value.snapshot, ctx.now.toISOString()))) : scoped;
}
