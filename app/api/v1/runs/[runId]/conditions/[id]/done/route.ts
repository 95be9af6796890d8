import { markConditionDone } from "@/lib/data/condition.write";
import { markConditionDone as operation } from "@/lib/http/operations/signing";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => markConditionDone(ctx, params.runId, params.id));
