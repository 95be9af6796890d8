import { endSession as end } from "@/lib/data/session.write";
import { endSession } from "@/lib/http/operations/session";
import { route } from "@/lib/http/route";

export const DELETE = route(endSession, (ctx, { params }) => end(ctx, params.id));
