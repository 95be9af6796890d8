import { changeReviewNote, withdrawReviewNote } from "@/lib/data/review-note-change.write";
import { changeReviewNote as changing, withdrawReviewNote as withdrawing } from "@/lib/http/operations/chronicle";
import { route } from "@/lib/http/route";

export const PATCH = route(changing, (ctx, { params, body }) => changeReviewNote(ctx, params.runId, params.id, body));

export const DELETE = route(withdrawing, (ctx, { params, query }) =>
  withdrawReviewNote(ctx, params.runId, params.id, query.version),
);
