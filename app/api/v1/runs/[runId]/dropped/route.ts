import { readDroppedItems } from "@/lib/data/item-dropped.read";
import { listDroppedItems } from "@/lib/http/operations/move";
import { route } from "@/lib/http/route";

export const GET = route(listDroppedItems, (ctx, { params }) => readDroppedItems(ctx, params.runId));
