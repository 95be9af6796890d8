import { endOnCall as end } from "@/lib/data/on-call.write";
import { endOnCall } from "@/lib/http/operations/contact";
import { route } from "@/lib/http/route";

export const DELETE = route(endOnCall, (ctx, { params }) => end(ctx, params.runId, params.id));
