import { failCeremony, proveCeremony } from "@/lib/data/ceremony-sso.write";
import { attemptsOf, type Challenge, takeChallenge } from "@/lib/data/challenge.write";
import type { AnonymousContext, Context } from "@/lib/data/context";
import { linkIdentity } from "@/lib/data/identity.write";
import type { StartedSession } from "@/lib/data/session.write";
import { returnAttempts } from "@/lib/data/sign-in-limit.write";
import { arriveBySso, startSsoSession } from "@/lib/data/sso-join.write";
import type { Actor } from "@/lib/domain/actor";
import { rolesOfGroups } from "@/lib/domain/group-role";
import type { SsoProblem } from "@/lib/domain/sso-problem";
import { env } from "@/lib/env";
import type { Place } from "./client";
import { unseal } from "./cookie";
import { sealDevice } from "./device";
import { readAnswer, type SsoClaims } from "./sso-answer";
import type { SsoQuestion } from "./sso-begin";

/** Where the browser goes next, and the session that was opened, if one was. */
export type SsoReturn = { path: string; signedIn?: StartedSession & { deviceSeal: string } };

/**
 * Takes the provider's answer to the question this browser asked: of two with one state, one is heard. `actor` is who
 * is signed in here already, if anybody.
 */
export async function finishSso(
  ctx: AnonymousContext,
  search: string,
  cookie: string | undefined,
  actor: Actor | null,
  place: Place,
): Promise<SsoReturn> {
  const asked = await takeQuestion(ctx, unseal("sso", cookie), actor);
  if (!asked) return failed("/sign-in", "expired");
  const question = asked.data as SsoQuestion;
  const { intent } = question;
  const home = intent.kind === "sign_in" ? "/sign-in" : intent.next;
  const known: Context | null = actor && { ...ctx, actor };
  const answer = await readAnswer(search, question, asked.challenge);
  if (!answer.ok) {
    const forged = answer.problem === "invalid" || answer.problem === "clock";
    if (intent.kind === "sign" && known && forged) await failCeremony(known, intent.ceremony);
    return failed(home, answer.problem);
  }
  // Only what came to nothing stays counted.
  await returnAttempts(ctx.db, attemptsOf(asked));
  const claims = answer.value;
  if (intent.kind === "sign_in") return enter(ctx, claims, intent.next, place);
  if (!known) return failed("/sign-in", "expired");
  if (intent.kind === "link") {
    const linked = await linkIdentity(known, claims, asked.createdAt);
    if (linked.ok) return { path: withQuery(home, "connected", "yes") };
    return failed(home, linked.code === "ceremony_expired" ? "expired" : "taken");
  }
  const { issuer, subject, authTime } = claims;
  const problem = await proveCeremony(known, intent.ceremony, { issuer, subject, authTime });
  return problem ? failed(home, problem) : { path: withQuery(home, "proven", intent.ceremony) };
}

async function takeQuestion(ctx: AnonymousContext, id: string | null, actor: Actor | null): Promise<Challenge | null> {
  if (id === null) return null;
  const mine = actor?.person ? await takeChallenge(ctx, id, "sso", actor.person.id) : null;
  return mine ?? takeChallenge(ctx, id, "sso", null);
}

async function enter(ctx: AnonymousContext, claims: SsoClaims, next: string, place: Place): Promise<SsoReturn> {
  const roles = rolesOfGroups(claims.groups, env().GONOGO_OIDC_ROLES);
  const { issuer, subject, name } = claims;
  const email = claims.emailVerified ? claims.email : null;
  const arrived = await arriveBySso(ctx, { issuer, subject, email, name, roles });
  if (!arrived.ok) return failed("/sign-in", "invalid");
  if (arrived.value === "no_email" && claims.email !== null) return failed("/sign-in", "email_unverified");
  if (typeof arrived.value === "string") return failed("/sign-in", arrived.value);
  if (arrived.value.problem) return failed("/sign-in", arrived.value.problem);
  const started = await startSsoSession(ctx, arrived.value, place);
  if (!started.ok) return failed("/sign-in", "disabled");
  const deviceSeal = sealDevice(arrived.value.personId, place);
  return { path: next, signedIn: { ...started.value, deviceSeal } };
}

function failed(path: string, problem: SsoProblem): SsoReturn {
  return { path: withQuery(path, "sso", problem) };
}

function withQuery(path: string, name: string, value: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;
}
