import { declareNoGo } from "@/lib/data/gate.write";
import { declareNoGo as operation } from "@/lib/http/operations/gate";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => declareNoGo(ctx, params.runId, params.key, body));
