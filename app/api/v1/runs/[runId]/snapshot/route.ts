import { readRunScreen } from "@/lib/data/run.read";
import { getRunSnapshot } from "@/lib/http/operations/run";
import { route } from "@/lib/http/route";

export const GET = route(getRunSnapshot, (ctx, { params }) => readRunScreen(ctx, params.runId));
