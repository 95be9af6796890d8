import { previewMove } from "@/lib/data/run-move.read";
import { moveRunTo } from "@/lib/data/run-move.write";
import { moveRun, previewMove as previewing } from "@/lib/http/operations/move";
import { route } from "@/lib/http/route";

export const GET = route(previewing, (ctx, { params, query }) => previewMove(ctx, params.runId, query));

export const POST = route(moveRun, (ctx, { params, body }) => moveRunTo(ctx, params.runId, body));
