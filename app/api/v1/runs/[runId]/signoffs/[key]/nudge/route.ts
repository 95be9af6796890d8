import { nudgeSigners } from "@/lib/data/nudge.write";
import { nudgeSigners as operation } from "@/lib/http/operations/roll-call";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => nudgeSigners(ctx, params.runId, params.key));
