import { closeRun } from "@/lib/data/run-close.write";
import { closeRun as operation } from "@/lib/http/operations/gate";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => closeRun(ctx, params.runId, body));
