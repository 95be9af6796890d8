import { delegateRole } from "@/lib/data/delegation.write";
import { delegateRole as operation } from "@/lib/http/operations/delegation";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => delegateRole(ctx, params.runId, body));
