import { recordRollback } from "@/lib/data/attempt.write";
import { recordRollback as operation } from "@/lib/http/operations/attempt";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => recordRollback(ctx, params.runId, body));
