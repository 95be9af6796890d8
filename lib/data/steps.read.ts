import { accept, type Result } from "@/lib/domain/refusal";
import { readRun } from "@/lib/domain/run-state";
import { type StepsView, stepsView } from "@/lib/domain/steps-view";
import type { Context } from "./context";
import { scopeSnapshot } from "./run-scope.read";

/** The run's steps in their order, the current one, and how long its hold still lasts. */
export async function readSteps(ctx: Context, runId: string): Promise<Result<StepsView>> {
  const scoped = await scopeSnapshot(ctx, runId, "run.read");
  return scoped.ok ? accept(stepsView(readRun(scoped.value.snapshot, ctx.now.toISOString()))) : scoped;
}
