import { answersIn, proofIn } from "@/lib/auth/prove-signature";
import { signOverride } from "@/lib/data/override-confirm.write";
import { signOverride as operation } from "@/lib/http/operations/override";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) =>
  signOverride(ctx, params.runId, params.id, body, proofIn(ctx, params.id, answersIn(body))),
);
