import { clearTrigger } from "@/lib/data/trigger.write";
import { clearTrigger as operation } from "@/lib/http/operations/trigger";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => clearTrigger(ctx, params.runId, params.key, body));
