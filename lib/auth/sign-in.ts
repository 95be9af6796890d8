import type { AnonymousContext } from "@/lib/data/context";
import { type Account, findAccount } from "@/lib/data/person.read";
import { type StartedSession, startSession } from "@/lib/data/session.write";
import { type Budget, forgetFailures, returnAttempts, takeAttempts } from "@/lib/data/sign-in-limit.write";
import { normaliseEmail } from "@/lib/domain/email";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { addressSubject, type Place } from "./client";
import { deviceFor, sealDevice } from "./device";
import { passwordMatches } from "./password-hash";
import { checkSecondFactor } from "./second-factor";

/** Failures in fifteen minutes before an account, or an address, has to wait. */
export const accountFailures = 10;
export const addressFailures = 50;

/** `code` is one of the authenticator app or a recovery code. */
export type Credentials = { email: string; password: string; code?: string | undefined };

export type SignedIn = StartedSession & { deviceSeal: string };

/** The one sentence for a wrong address, a wrong password and a disabled account alike. */
const refusedSignIn = refuse("unauthenticated", "The e-mail address or the password is not right.");

/**
 * Opens a session for the right password and second factor. Refuses with `unauthenticated`, always in the same words,
 * `second_factor_required` after the right password only, or `too_many_requests` before anything is hashed.
 */
export async function signIn(ctx: AnonymousContext, credentials: Credentials, place: Place): Promise<Result<SignedIn>> {
  const verified = await verifyAccount(ctx, credentials, place);
  if (!verified.ok) return verified;
  const started = await startSession(ctx, verified.value, place);
  if (!started.ok) return started;
  return accept({ ...started.value, deviceSeal: sealDevice(verified.value.id, place) });
}

/** Checks mail address, password and, where one is enrolled, the second factor, within the limits; gives whose they are. */
export async function verifyAccount(
  ctx: AnonymousContext,
  credentials: Credentials,
  place: Place,
): Promise<Result<{ id: string; passwordHash: string }>> {
  const email = normaliseEmail(credentials.email);
  const account = await findAccount(ctx.db, email, place.address, ctx.now);
  const { budgets, own } = budgetsOf(email, account, place);
  const attempts = await takeAttempts(ctx.db, budgets, ctx.now);
  if (!attempts.ok) return attempts;
  const matches = await passwordMatches(credentials.password, account?.passwordHash ?? null);
  if (!matches.ok) {
    await returnAttempts(ctx.db, attempts.value);
    return matches;
  }
  if (!matches.value || !account?.passwordHash || account.disabled) return refusedSignIn;
  await returnAttempts(ctx.db, attempts.value);
  if (own) await forgetFailures(ctx.db, own);
  const second = await checkSecondFactor(ctx, account.id, credentials.code);
  if (!second.ok) return second;
  return accept({ id: account.id, passwordHash: account.passwordHash });
}

/**
 * Whoever hammers an account from elsewhere uses up only the strangers' budget: a browser that has signed in to it
 * before, and an address it was used from before, each have one of their own.
 */
function budgetsOf(email: string, account: Account | null, place: Place): { budgets: Budget[]; own: string | null } {
  const address = { subject: addressSubject(place.address), limit: addressFailures };
  const device = account ? deviceFor(account.id, place) : null;
  if (device !== null) {
    const own = `device:${device}`;
    return { budgets: [{ subject: own, limit: accountFailures }], own };
  }
  if (account?.known) {
    const own = `account:${email} at ${address.subject}`;
    return { budgets: [{ subject: own, limit: accountFailures }, address], own };
  }
  return { budgets: [{ subject: `account:${email}`, limit: accountFailures }, address], own: null };
}
