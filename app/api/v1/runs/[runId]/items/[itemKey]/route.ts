import { changeItem as change } from "@/lib/data/item.write";
import { changeItem } from "@/lib/http/operations/item";
import { route } from "@/lib/http/route";

export const PATCH = route(changeItem, (ctx, { params, body }) => change(ctx, params.runId, params.itemKey, body));
