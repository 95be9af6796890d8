import { readChronicle } from "@/lib/data/chronicle.read";
import { getChronicle } from "@/lib/http/operations/chronicle";
import { route } from "@/lib/http/route";

export const GET = route(getChronicle, (ctx, { params, query }) => readChronicle(ctx, params.runId, query));
