import { openRollCall } from "@/lib/data/roll-call.write";
import { openRollCall as operation } from "@/lib/http/operations/roll-call";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => openRollCall(ctx, params.runId, params.key, body));
