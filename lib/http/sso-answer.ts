import { cookieLine, deviceCookie, expiredCookieLine, sessionCookieLine } from "@/lib/auth/cookie";
import { ssoCookie } from "@/lib/auth/sso-begin";
import type { SsoReturn } from "@/lib/auth/sso-return";
import type { Result } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { answerJson } from "./answer";
import { yearSeconds } from "./session-answer";

/** Where to send the browser, with the cookie its answer is bound to. */
export function ssoBegunAnswer(begun: Result<{ url: string; cookie: string }>): Result<{ url: string }> | Response {
  if (!begun.ok) return begun;
  const answer = answerJson({ url: begun.value.url }, 201);
  answer.headers.append("set-cookie", begun.value.cookie);
  return answer;
}

/** Leads on to a page of ours, signed in or with the reason. */
export function ssoReturnAnswer({ path, signedIn }: SsoReturn): Response {
  const headers = new Headers({
    location: `${env().GONOGO_URL}${path}`,
    "cache-control": "no-store",
    // The address holds the code; no page after it may learn of that.
    "referrer-policy": "no-referrer",
  });
  headers.append("set-cookie", expiredCookieLine(ssoCookie()));
  if (signedIn) {
    headers.append("set-cookie", sessionCookieLine(signedIn.sessionId));
    headers.append("set-cookie", cookieLine(deviceCookie(), signedIn.deviceSeal, yearSeconds));
  }
  return new Response(null, { status: 303, headers });
}
