import { readReadiness } from "@/lib/data/gate.read";
import { getReadiness } from "@/lib/http/operations/gate";
import { route } from "@/lib/http/route";

export const GET = route(getReadiness, (ctx, { params, query }) => readReadiness(ctx, params.runId, query.gate));
