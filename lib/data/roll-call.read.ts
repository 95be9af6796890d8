import { accept, type Result } from "@/lib/domain/refusal";
import { rollCallMinutes } from "@/lib/domain/roll-call-minutes";
import type { Context } from "./context";
import { runNotFound, scopeSnapshot } from "./run-scope.read";

/** The minutes of a roll call as Markdown, and what to call the file. */
export async function readRollCallMinutes(
  ctx: Context,
  runId: string,
  id: string,
): Promise<Result<{ markdown: string; name: string }>> {
  const scope = await scopeSnapshot(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const { snapshot } = scope.value;
  const row = snapshot.rollCalls.find((one) => one.id === id);
  if (!row) return runNotFound;
  const markdown = rollCallMinutes(snapshot, row, ctx.now.toISOString());
  return accept({ markdown, name: `${snapshot.run.name} roll call` });
}
