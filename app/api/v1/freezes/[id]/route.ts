import { changeFreeze as change, removeFreeze as remove } from "@/lib/data/freeze.write";
import { changeFreeze, removeFreeze } from "@/lib/http/operations/freeze";
import { route } from "@/lib/http/route";

export const PATCH = route(changeFreeze, (ctx, { params, body }) => change(ctx, params.id, body));

export const DELETE = route(removeFreeze, (ctx, { params }) => remove(ctx, params.id));
