import { withdrawSignature } from "@/lib/data/signature.write";
import { withdrawSignature as operation } from "@/lib/http/operations/signing";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => withdrawSignature(ctx, params.runId, params.id, body));
