import { listViews as readViews } from "@/lib/data/saved-view.read";
import { saveView as save } from "@/lib/data/saved-view.write";
import { listViews, saveView } from "@/lib/http/operations/view";
import { route } from "@/lib/http/route";

export const GET = route(listViews, (ctx, { query }) => readViews(ctx, query));

export const POST = route(saveView, (ctx, { body }) => save(ctx, body));
