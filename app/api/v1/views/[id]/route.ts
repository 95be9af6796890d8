import { removeView as remove } from "@/lib/data/saved-view.write";
import { removeView } from "@/lib/http/operations/view";
import { route } from "@/lib/http/route";

export const DELETE = route(removeView, (ctx, { params }) => remove(ctx, params.id));
