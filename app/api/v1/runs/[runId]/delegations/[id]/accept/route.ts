import { acceptDelegation } from "@/lib/data/delegation.write";
import { acceptDelegation as operation } from "@/lib/http/operations/delegation";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => acceptDelegation(ctx, params.runId, params.id));
