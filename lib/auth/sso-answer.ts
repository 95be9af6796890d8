import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  ClientError,
  fetchUserInfo,
  ResponseBodyError,
} from "openid-client";
import { z } from "zod";
import { normaliseEmail } from "@/lib/domain/email";
import type { SsoProblem } from "@/lib/domain/sso-problem";
import { env } from "@/lib/env";
import { reportUnreachable, type SsoQuestion } from "./sso-begin";
import { ssoProvider, ssoReturnUrl } from "./sso-provider";

/** What the provider vouches for. */
export type SsoClaims = {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
  groups: string[];
  authTime: number | null;
};

export type SsoOutcome<T> = { ok: true; value: T } | { ok: false; problem: SsoProblem };

const claimsSchema = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: z
    .string()
    .max(254)
    .regex(/^[^\s@]+@[^\s@]+$/)
    .transform(normaliseEmail)
    .nullable()
    .catch(null),
  // Only the boolean: some providers send what a form said.
  email_verified: z.literal(true).transform(Boolean).catch(false),
  name: z.string().trim().min(1).max(200).nullable().catch(null),
  auth_time: z.int().nullable().catch(null),
});
const groupsSchema = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

/** Exchanges the code for an ID token and checks it: signature, issuer, audience, times, state, nonce and PKCE. */
export async function readAnswer(search: string, question: SsoQuestion, state: string): Promise<SsoOutcome<SsoClaims>> {
  const provider = await ssoProvider().catch(reportUnreachable);
  if (!provider) return { ok: false, problem: "unreachable" };
  try {
    const tokens = await authorizationCodeGrant(provider, new URL(`${ssoReturnUrl()}${search}`), {
      pkceCodeVerifier: question.verifier,
      expectedState: state,
      expectedNonce: question.nonce,
      idTokenExpected: true,
    });
    const said: Record<string, unknown> = { ...tokens.claims() };
    const wanted = ["email", "email_verified", env().GONOGO_OIDC_GROUPS_CLAIM];
    const more =
      question.intent.kind === "sign_in" &&
      wanted.some((claim) => said[claim] === undefined) &&
      provider.serverMetadata().userinfo_endpoint;
    // What the ID token says stands; the other answer only fills in.
    const claims = more ? { ...(await fetchUserInfo(provider, tokens.access_token, String(said.sub))), ...said } : said;
    return { ok: true, value: toClaims(claims) };
  } catch (error) {
    reportUnreachable(error);
    return { ok: false, problem: problemOf(error) };
  }
}

function toClaims(said: Record<string, unknown>): SsoClaims {
  const { iss, sub, email, email_verified, name, auth_time } = claimsSchema.parse(said);
  const groups = groupsSchema.parse(said[env().GONOGO_OIDC_GROUPS_CLAIM]);
  return { issuer: iss, subject: sub, email, emailVerified: email_verified, name, groups, authTime: auth_time };
}

function problemOf(error: unknown): SsoProblem {
  if (error instanceof AuthorizationResponseError) return "denied";
  if (error instanceof ResponseBodyError) return error.status >= 500 ? "unreachable" : "invalid";
  if (error instanceof ClientError) {
    if (error.code === "OAUTH_JWT_TIMESTAMP_CHECK_FAILED") return "clock";
    if (error.code === "OAUTH_TIMEOUT" || error.code === "OAUTH_RESPONSE_IS_NOT_CONFORM") return "unreachable";
    return error.code === undefined ? "unreachable" : "invalid";
  }
  return error instanceof TypeError && error.message === "fetch failed" ? "unreachable" : "invalid";
}
