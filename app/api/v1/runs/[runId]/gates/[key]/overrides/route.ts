import { draftOverride } from "@/lib/data/override.write";
import { draftOverride as operation } from "@/lib/http/operations/override";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => draftOverride(ctx, params.runId, params.key, body));
