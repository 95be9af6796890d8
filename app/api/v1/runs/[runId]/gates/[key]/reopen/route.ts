import { reopenGate } from "@/lib/data/gate.write";
import { reopenGate as operation } from "@/lib/http/operations/gate";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => reopenGate(ctx, params.runId, params.key, body));
