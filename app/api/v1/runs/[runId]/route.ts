import { readRun } from "@/lib/data/run.read";
import { editRun } from "@/lib/data/run-edit.write";
import { accept } from "@/lib/domain/refusal";
import { runView } from "@/lib/domain/run-view";
import { editRun as editing, getRun } from "@/lib/http/operations/run";
import { route } from "@/lib/http/route";

export const GET = route(getRun, async (ctx, { params }) => {
  const run = await readRun(ctx, params.runId);
  return run.ok ? accept(runView(run.value.snapshot, ctx.now.toISOString())) : run;
});

export const PATCH = route(editing, (ctx, { params, body }) => editRun(ctx, params.runId, body));
