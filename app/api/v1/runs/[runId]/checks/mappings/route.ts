import { mapCheck as map } from "@/lib/data/check-report.write";
import { mapCheck } from "@/lib/http/operations/check";
import { route } from "@/lib/http/route";

export const POST = route(mapCheck, (ctx, { params, body }) => map(ctx, params.runId, body));
