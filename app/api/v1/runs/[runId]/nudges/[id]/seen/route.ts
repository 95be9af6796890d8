import { seeNudge } from "@/lib/data/nudge.write";
import { seeNudge as operation } from "@/lib/http/operations/roll-call";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => seeNudge(ctx, params.runId, params.id));
