import { finishReviewAction } from "@/lib/data/review-note.write";
import { finishReviewAction as operation } from "@/lib/http/operations/chronicle";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => finishReviewAction(ctx, params.runId, params.id));
