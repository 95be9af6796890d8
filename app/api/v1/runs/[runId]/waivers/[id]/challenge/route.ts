import { challengeToSign } from "@/lib/auth/passkey";
import { readWaiverChallenge } from "@/lib/data/waiver-proof.read";
import { challengeWaiver as operation } from "@/lib/http/operations/waiver";
import { route } from "@/lib/http/route";

export const POST = route(operation, async (ctx, { params, body }) => {
  const asked = await readWaiverChallenge(ctx, params.runId, params.id, body.act);
  return asked.ok ? challengeToSign(ctx, asked.value.sha256) : asked;
});
