import { readPastRuns } from "@/lib/data/past-runs.read";
import { getPastRuns } from "@/lib/http/operations/dashboard";
import { route } from "@/lib/http/route";

export const GET = route(getPastRuns, (ctx, { query }) => readPastRuns(ctx, query.template));
