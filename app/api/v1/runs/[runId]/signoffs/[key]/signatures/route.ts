import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { proveSignature } from "@/lib/auth/prove-signature";
import { signStatement } from "@/lib/data/signature.write";
import { signStatement as operation } from "@/lib/http/operations/signing";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params, body }) => {
  const { ceremony, password, code } = body;
  const answers = { password, code, assertion: body.assertion as AuthenticationResponseJSON | undefined };
  return signStatement(ctx, params.runId, params.key, body, proveSignature(ctx, ceremony, answers));
});
