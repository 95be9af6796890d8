import { answersIn, proofIn } from "@/lib/auth/prove-signature";
import { grantWaiver } from "@/lib/data/waiver.write";
import { grantWaiver as operation } from "@/lib/http/operations/waiver";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) =>
  grantWaiver(ctx, params.runId, params.id, proofIn(ctx, `waiver:${params.id}`, answersIn(body)), body.version),
);
