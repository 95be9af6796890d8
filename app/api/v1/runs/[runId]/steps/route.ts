import { readSteps } from "@/lib/data/steps.read";
import { getSteps as operation } from "@/lib/http/operations/attempt";
import { route } from "@/lib/http/route";

export const GET = route(operation, (ctx, { params }) => readSteps(ctx, params.runId));
