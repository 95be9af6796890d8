import { readDraft } from "@/lib/data/template-draft.read";
import { saveDraft } from "@/lib/data/template-draft.write";
import { discardDraft } from "@/lib/data/template-draft-end.write";
import { discardDraft as discarding, getDraft, saveDraft as saving } from "@/lib/http/operations/draft";
import { route } from "@/lib/http/route";

export const GET = route(getDraft, (ctx, { params }) => readDraft(ctx, params.draftId));

export const PUT = route(saving, (ctx, { params, body }) => saveDraft(ctx, params.draftId, body, body.version));

export const DELETE = route(discarding, (ctx, { params, query }) => discardDraft(ctx, params.draftId, query.version));
