import { addReviewNote } from "@/lib/data/review-note.write";
import { addReviewNote as operation } from "@/lib/http/operations/chronicle";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => addReviewNote(ctx, params.runId, body));
