import { fireTrigger } from "@/lib/data/trigger.write";
import { fireTrigger as operation } from "@/lib/http/operations/trigger";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => fireTrigger(ctx, params.runId, params.key, body));
