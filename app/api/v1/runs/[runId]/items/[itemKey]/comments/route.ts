import { addComment as add } from "@/lib/data/comment.write";
import { addComment } from "@/lib/http/operations/comment";
import { route } from "@/lib/http/route";

export const POST = route(addComment, (ctx, { params, body }) => add(ctx, params.runId, params.itemKey, body.body));
