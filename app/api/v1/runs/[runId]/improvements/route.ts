import { readImprovements } from "@/lib/data/improvement.read";
import { improveTemplate } from "@/lib/data/improvement.write";
import { getImprovements, improveTemplate as improving } from "@/lib/http/operations/improvement";
import { route } from "@/lib/http/route";

export const GET = route(getImprovements, (ctx, { params }) => readImprovements(ctx, params.runId));

export const POST = route(improving, (ctx, { params, body }) => improveTemplate(ctx, params.runId, body));
