import { nudgePerson } from "@/lib/data/nudge.write";
import { nudgePerson as operation } from "@/lib/http/operations/roll-call";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => nudgePerson(ctx, params.runId, params.personId));
