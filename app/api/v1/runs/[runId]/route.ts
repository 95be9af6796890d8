import { readRun } from "@/lib/data/run.read";
import { editRun } from "@/lib/data/run-edit.write";
import { accept } from "@/lib/domain/refusal";
import { runView } from "@/lib/domain/run-view";
import { answerMarkdown, wantsMarkdown } from "@/lib/http/answer";
import { editRun as editing, getRun } from "@/lib/http/operations/run";
import { route } from "@/lib/http/route";
import { runMarkdown } from "@/lib/http/run-markdown";

export const GET = route(getRun, async (ctx, { params, request }) => {
  const run = await readRun(ctx, params.runId);
  if (!run.ok) return run;
  const { snapshot } = run.value;
  const now = ctx.now.toISOString();
  if (wantsMarkdown(request)) return answerMarkdown(runMarkdown(snapshot, now), snapshot.run.name);
  return accept(runView(snapshot, now));
});

export const PATCH = route(editing, (ctx, { params, body }) => editRun(ctx, params.runId, body));
