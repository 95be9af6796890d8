import { receiveAlerts } from "@/lib/data/trigger.write";
import { receiveAlerts as operation } from "@/lib/http/operations/trigger";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => receiveAlerts(ctx, params.runId, body.alerts));
