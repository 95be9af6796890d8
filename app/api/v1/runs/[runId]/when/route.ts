import { readWhen } from "@/lib/data/after.read";
import { getWhen } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const GET = route(getWhen, (ctx, { params }) => readWhen(ctx, params.runId));
