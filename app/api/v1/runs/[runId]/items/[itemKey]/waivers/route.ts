import { askWaiver } from "@/lib/data/waiver.write";
import { askWaiver as operation } from "@/lib/http/operations/waiver";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => askWaiver(ctx, params.runId, params.itemKey, body));
