import { beginAgain } from "@/lib/data/attempt.write";
import { beginAgain as operation } from "@/lib/http/operations/attempt";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => beginAgain(ctx, params.runId, body));
