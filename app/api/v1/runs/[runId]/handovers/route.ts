import { handOverShift } from "@/lib/data/handover.write";
import { handOverShift as operation } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => handOverShift(ctx, params.runId, body));
