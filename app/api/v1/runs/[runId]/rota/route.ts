import { setRota } from "@/lib/data/rota.write";
import { setRota as operation } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const PUT = route(operation, (ctx, { params, body }) => setRota(ctx, params.runId, body));
