import { readOverride } from "@/lib/data/override.read";
import { getOverride as operation } from "@/lib/http/operations/override";
import { route } from "@/lib/http/route";

export const GET = route(operation, (ctx, { params }) => readOverride(ctx, params.runId, params.id));
