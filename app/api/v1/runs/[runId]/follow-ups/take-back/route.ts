import { takeBackFollowUps } from "@/lib/data/follow-up.write";
import { takeBackFollowUps as operation } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => takeBackFollowUps(ctx, params.runId, body.items));
