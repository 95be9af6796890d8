import { handOverFollowUps } from "@/lib/data/follow-up.write";
import { handOverFollowUps as operation } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => handOverFollowUps(ctx, params.runId, body));
