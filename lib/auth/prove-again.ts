import type { Context } from "@/lib/data/context";
import { findPasswordHash } from "@/lib/data/password.read";
import { findSessionStart } from "@/lib/data/session.read";
import type { Actor } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { verifyPassword } from "./reauthenticate";
import { checkSecondFactor } from "./second-factor";

const freshMilliseconds = 10 * 60_000;

/** What somebody shows to prove who they are; `code` is one of their app or a recovery code. */
export type Again = { password?: string | undefined; code?: string | undefined };

/**
 * Before somebody changes how they prove who they are: their password again, or, where they have none, a session
 * that began within ten minutes; and of their second factor a code, where they have one, so that a stolen password and
 * session don't replace it. Refuses with `reauthentication_required`.
 */
export async function proveAgain(
  ctx: Context,
  { password, code }: Again,
): Promise<Result<NonNullable<Actor["person"]>>> {
  const proven = await provePassword(ctx, password);
  if (!proven.ok) return proven;
  // A code is used up by itself: with the request's key, that would be the whole of its answer.
  const second = await checkSecondFactor({ db: ctx.db, now: ctx.now }, proven.value.id, code);
  if (second.ok) return proven;
  // Who asks is signed in: 401 would tell their browser that they aren't.
  return second.code === "second_factor_required" ? refuse("reauthentication_required", second.message) : second;
}

/** The same by the password alone: before an admin takes the second factor off whoever lost it. */
export async function provePassword(
  ctx: Context,
  password: string | undefined,
): Promise<Result<NonNullable<Actor["person"]>>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to change how you sign in.");
  if ((await findPasswordHash(ctx.db, person.id)) === null) {
    const began = await findSessionStart(ctx.db, credential.sessionId);
    const fresh = began !== null && ctx.now.getTime() - began.getTime() < freshMilliseconds;
    if (fresh) return accept(person);
    return refuse("reauthentication_required", "Sign out and in again, then do this within ten minutes.");
  }
  if (!password) return refuse("reauthentication_required", "Enter your password again.");
  const verified = await verifyPassword(ctx, person.id, password, `factors:${person.id}`);
  return verified.ok ? accept(person) : verified;
}
