import { startRun } from "@/lib/data/run.write";
import { listRuns } from "@/lib/data/run-list.read";
import { listRuns as listing, startRun as starting } from "@/lib/http/operations/run";
import { route } from "@/lib/http/route";

export const GET = route(listing, (ctx, { query }) => listRuns(ctx, query));

export const POST = route(starting, (ctx, { body }) => startRun(ctx, body));
