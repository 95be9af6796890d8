import { acknowledgeEscalation as acknowledge } from "@/lib/data/escalation-acknowledge.write";
import { acknowledgeEscalation } from "@/lib/http/operations/contact";
import { route } from "@/lib/http/route";

export const POST = route(acknowledgeEscalation, (ctx, { params }) => acknowledge(ctx, params.runId, params.id));
