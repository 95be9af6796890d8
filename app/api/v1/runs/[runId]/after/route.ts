import { readAfter } from "@/lib/data/after.read";
import { getAfter } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const GET = route(getAfter, (ctx, { params }) => readAfter(ctx, params.runId));
