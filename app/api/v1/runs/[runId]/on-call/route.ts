import { setOnCall as set } from "@/lib/data/on-call.write";
import { setOnCall } from "@/lib/http/operations/contact";
import { route } from "@/lib/http/route";

export const POST = route(setOnCall, (ctx, { params, body }) => set(ctx, params.runId, body));
