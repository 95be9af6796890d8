import { previewTarget } from "@/lib/data/after.read";
import { previewTarget as operation } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const GET = route(operation, (ctx, { params, query }) => previewTarget(ctx, params.runId, query.at));
