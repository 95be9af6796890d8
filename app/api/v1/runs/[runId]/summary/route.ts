import { readWall } from "@/lib/data/wall.read";
import { getRunSummary } from "@/lib/http/operations/dashboard";
import { route } from "@/lib/http/route";

export const GET = route(getRunSummary, (ctx, { params }) => readWall(ctx, params.runId));
