import { closeRollCall } from "@/lib/data/roll-call.write";
import { closeRollCall as operation } from "@/lib/http/operations/roll-call";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => closeRollCall(ctx, params.runId, params.id));
