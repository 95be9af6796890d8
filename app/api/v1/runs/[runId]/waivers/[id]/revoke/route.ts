import { answersIn, proofIn } from "@/lib/auth/prove-signature";
import { revokeWaiver } from "@/lib/data/waiver.write";
import { revokeWaiver as operation } from "@/lib/http/operations/waiver";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) =>
  revokeWaiver(
    ctx,
    params.runId,
    params.id,
    { reason: body.reason },
    proofIn(ctx, `waiver:${params.id}`, answersIn(body)),
  ),
);
