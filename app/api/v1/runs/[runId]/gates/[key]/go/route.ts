import { declareGo } from "@/lib/data/gate.write";
import { declareGo as operation } from "@/lib/http/operations/gate";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => declareGo(ctx, params.runId, params.key, body));
