import { type RunSummary, runSummary } from "@/lib/domain/dashboard";
import { accept, type Result } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { scopeSnapshot } from "./run-scope.read";

/** One run as the wall begins with it; from then on it follows the run's events. */
export async function readWall(ctx: Context, runId: string): Promise<Result<RunSummary>> {
  const scope = await scopeSnapshot(ctx, runId, "run.read");
  return scope.ok ? accept(runSummary(scope.value.snapshot, ctx.now.toISOString())) : scope;
}
