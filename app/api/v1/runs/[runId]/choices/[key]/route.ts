import { recordChoice } from "@/lib/data/choice.write";
import { recordChoice as operation } from "@/lib/http/operations/choice";
import { route } from "@/lib/http/route";

export const PUT = route(operation, (ctx, { params, body }) => recordChoice(ctx, params.runId, params.key, body));
