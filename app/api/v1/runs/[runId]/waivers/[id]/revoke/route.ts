import { revokeWaiver } from "@/lib/data/waiver.write";
import { revokeWaiver as operation } from "@/lib/http/operations/waiver";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => revokeWaiver(ctx, params.runId, params.id, body));
