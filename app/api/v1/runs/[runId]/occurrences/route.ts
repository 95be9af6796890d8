import { recordOccurrences } from "@/lib/data/occurrence.write";
import { recordOccurrences as operation } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const PUT = route(operation, (ctx, { params, body }) => recordOccurrences(ctx, params.runId, body));
