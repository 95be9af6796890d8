import { changeItem as change } from "@/lib/data/item.write";
import { readItemDetail } from "@/lib/data/item-detail.read";
import { getItem } from "@/lib/http/operations/audit";
import { changeItem } from "@/lib/http/operations/item";
import { route } from "@/lib/http/route";

export const PATCH = route(changeItem, (ctx, { params, body }) => change(ctx, params.runId, params.itemKey, body));

export const GET = route(getItem, (ctx, { params }) => readItemDetail(ctx, params.runId, params.itemKey));
