import { abortRun } from "@/lib/data/attempt.write";
import { abortRun as operation } from "@/lib/http/operations/attempt";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => abortRun(ctx, params.runId, body));
