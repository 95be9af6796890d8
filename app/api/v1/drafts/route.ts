import { listDrafts } from "@/lib/data/template-draft.read";
import { createDraft } from "@/lib/data/template-draft.write";
import { createDraft as creating, listDrafts as listing } from "@/lib/http/operations/draft";
import { route } from "@/lib/http/route";

export const GET = route(listing, (ctx, { query }) => listDrafts(ctx, query));

export const POST = route(creating, (ctx, { body }) => createDraft(ctx, body, "templateId" in body ? body : undefined));
