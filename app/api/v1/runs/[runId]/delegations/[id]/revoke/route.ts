import { revokeDelegation } from "@/lib/data/delegation.write";
import { revokeDelegation as operation } from "@/lib/http/operations/delegation";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => revokeDelegation(ctx, params.runId, params.id, body));
