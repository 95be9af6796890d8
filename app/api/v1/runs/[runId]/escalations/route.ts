import { startEscalation as start } from "@/lib/data/escalation.write";
import { startEscalation } from "@/lib/http/operations/contact";
import { route } from "@/lib/http/route";

export const POST = route(startEscalation, (ctx, { params, body }) => start(ctx, params.runId, body));
