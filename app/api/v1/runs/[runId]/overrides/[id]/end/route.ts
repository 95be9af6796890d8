import { endOverride } from "@/lib/data/override-end.write";
import { endOverride as operation } from "@/lib/http/operations/override";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => endOverride(ctx, params.runId, params.id, body));
