import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { attemptsKept, createChallenge } from "@/lib/data/challenge.write";
import type { AnonymousContext } from "@/lib/data/context";
import { takeAttempts } from "@/lib/data/sign-in-limit.write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { ssoProblems } from "@/lib/domain/sso-problem";
import { env } from "@/lib/env";
import type { Place } from "./client";
import { cookieLine, cookieName, seal } from "./cookie";
import { arrivalBudget } from "./device";
import { addressFailures } from "./sign-in";
import { ssoProvider, ssoReturnUrl } from "./sso-provider";

/** What somebody goes to the provider for; `next` is a path of ours to come back to. */
export type SsoIntent =
  | { kind: "sign_in"; next: string }
  | { kind: "link"; next: string }
  | { kind: "sign"; next: string; ceremony: string; sha256: string };

/** Kept here until they come back; none of it but state and nonce leaves. */
export type SsoQuestion = { intent: SsoIntent; nonce: string; verifier: string; attempts: string[] };

/** Binds the answer to the browser that asked. */
export const ssoCookie = () => cookieName("sso");

/**
 * Where to send the browser, and the cookie that goes with it. To sign, the provider must ask anew who is there, and
 * the nonce that its ID token repeats begins with the statement's SHA-256.
 */
export async function beginSso(
  ctx: AnonymousContext,
  intent: SsoIntent,
  personId: string | null,
  place: Place,
): Promise<Result<{ url: string; cookie: string }>> {
  if (!env().GONOGO_OIDC_ISSUER) return refuse("conflict", "No single sign-on is set up here.");
  const limit = 4 * addressFailures;
  const own = personId === null || intent.kind === "sign_in" ? null : { subject: `sso of ${personId}`, limit };
  const attempts = await takeAttempts(ctx.db, [own ?? arrivalBudget("sso", place, limit)], ctx.now);
  if (!attempts.ok) return attempts;
  const provider = await ssoProvider().catch(reportUnreachable);
  if (!provider) return refuse("unavailable", ssoProblems.unreachable, { retryAfterSeconds: 10 });
  const verifier = randomPKCECodeVerifier();
  const nonce = intent.kind === "sign" ? `${intent.sha256}.${randomNonce()}` : randomNonce();
  const state = randomState();
  const question: SsoQuestion = { intent, nonce, verifier, ...attemptsKept(attempts.value) };
  const id = await createChallenge(ctx, { purpose: "sso", personId, challenge: state, data: question });
  const url = buildAuthorizationUrl(provider, {
    redirect_uri: ssoReturnUrl(),
    scope: env().GONOGO_OIDC_SCOPES,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(intent.kind === "sign" ? { prompt: "login", max_age: "0" } : {}),
    ...(intent.kind === "link" ? { prompt: "login" } : {}),
  });
  return accept({ url: url.href, cookie: cookieLine(ssoCookie(), seal("sso", id), 300) });
}

/** The operator reads why; people read what to do. */
export function reportUnreachable(error: unknown): null {
  const causes: string[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 5; cause = cause.cause) causes.push(cause.message);
  console.error(JSON.stringify({ level: "warn", message: `single sign-on: ${causes.join(": ")}` }));
  return null;
}
