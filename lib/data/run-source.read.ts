import type { Context } from "./context";

/** The Markdown a run's template version was made of, as it was. Permission is the caller's: read the run first. */
export async function readRunSource(ctx: Context, runId: string): Promise<string> {
  const { workspaceId } = ctx.actor;
  const version = await ctx.db.templateVersion.findFirstOrThrow({
    where: { runs: { some: { id: runId, workspaceId } } },
    select: { source: true },
  });
  return version.source;
}
