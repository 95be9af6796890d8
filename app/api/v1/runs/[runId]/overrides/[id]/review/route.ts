import { reviewOverride } from "@/lib/data/override-end.write";
import { reviewOverride as operation } from "@/lib/http/operations/override";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => reviewOverride(ctx, params.runId, params.id, body));
