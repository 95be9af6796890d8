import { acceptHandover } from "@/lib/data/handover.write";
import { acceptHandover as operation } from "@/lib/http/operations/after";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => acceptHandover(ctx, params.runId, params.id));
