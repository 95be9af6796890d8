import { confirmItem as confirm } from "@/lib/data/second-person.write";
import { confirmItem } from "@/lib/http/operations/confirmation";
import { route } from "@/lib/http/route";

export const POST = route(confirmItem, (ctx, { params, body }) => confirm(ctx, params.runId, params.itemKey, body));
