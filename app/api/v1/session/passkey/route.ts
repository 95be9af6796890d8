import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { passkeySignIn } from "@/lib/auth/passkey-sign-in";
import { placeOf } from "@/lib/auth/place";
import { createPasskeySession } from "@/lib/http/operations/passkey-session";
import { publicRoute } from "@/lib/http/route";
import { sessionAnswer } from "@/lib/http/session-answer";

export const POST = publicRoute(createPasskeySession, async (ctx, { body, request }) => {
  const answer = { ...body, response: body.response as AuthenticationResponseJSON };
  const signedIn = await passkeySignIn(ctx, answer, placeOf(request));
  return signedIn.ok ? sessionAnswer(ctx, signedIn.value, 200) : signedIn;
});
