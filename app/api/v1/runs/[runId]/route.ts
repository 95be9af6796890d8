import { readRun } from "@/lib/data/run.read";
import { editRun } from "@/lib/data/run-edit.write";
import { readRunSource } from "@/lib/data/run-source.read";
import { answerJsonText, answerMarkdown, wantsMarkdown } from "@/lib/http/answer";
import { editRun as editing, getRun } from "@/lib/http/operations/run";
import { route } from "@/lib/http/route";
import { runJson } from "@/lib/http/run-json";
import { filledMarkdown, runMarkdown } from "@/lib/http/run-markdown";

export const GET = route(getRun, async (ctx, { params, query, request }) => {
  const run = await readRun(ctx, params.runId);
  if (!run.ok) return run;
  const { snapshot } = run.value;
  if (wantsMarkdown(request)) {
    const now = ctx.now.toISOString();
    const markdown = query.filled
      ? filledMarkdown(snapshot, now)
      : runMarkdown(snapshot, await readRunSource(ctx, params.runId), now);
    return answerMarkdown(markdown, snapshot.run.name);
  }
  return answerJsonText(runJson(snapshot, ctx.now));
});

export const PATCH = route(editing, (ctx, { params, body }) => editRun(ctx, params.runId, body));
