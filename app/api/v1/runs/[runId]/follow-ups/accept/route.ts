import { acceptFollowUps } from "@/lib/data/follow-up.write";
import { acceptFollowUps as operation } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => acceptFollowUps(ctx, params.runId, body.items));
