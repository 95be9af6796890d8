import { confirmTicked } from "@/lib/data/confirmation.write";
import { confirmTicked as operation } from "@/lib/http/operations/confirmation";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => confirmTicked(ctx, params.runId, body));
