import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { Context } from "@/lib/data/context";
import { findPasswordHash } from "@/lib/data/password.read";
import { findSessionStart } from "@/lib/data/session.read";
import type { Actor } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { provePasskey } from "./passkey-again";
import { verifyPassword } from "./reauthenticate";
import { checkSecondFactor } from "./second-factor";

const freshMilliseconds = 10 * 60_000;

/** What somebody shows to prove who they are; `code` is one of their app or a recovery code. */
export type Again = {
  password?: string | undefined;
  code?: string | undefined;
  /** As the schema of the call let it in: what it says is verified where it counts. */
  passkey?: { challenge: string; response: object } | undefined;
};

/**
 * Before somebody changes how they, or anybody, prove who they are, or hands out what outlasts their session: a passkey;
 * or their password again, or, where they have none, a session that began within ten minutes, with a code of their
 * second factor, where they have one, so that a stolen password and session don't. Refuses with `reauthentication_required`.
 */
export async function proveAgain(
  ctx: Context,
  { password, code, passkey }: Again,
): Promise<Result<NonNullable<Actor["person"]>>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to change how you sign in.");
  if (passkey) {
    const shown = await provePasskey(ctx, person.id, {
      challenge: passkey.challenge,
      response: passkey.response as AuthenticationResponseJSON,
    });
    return shown.ok ? accept(person) : shown;
  }
  const proven = await provePassword(ctx, person.id, credential.sessionId, password);
  if (!proven.ok) return proven;
  // A code is used up by itself: with the request's key, that would be the whole of its answer.
  const second = await checkSecondFactor({ db: ctx.db, now: ctx.now }, person.id, code);
  if (second.ok) return accept(person);
  // Who asks is signed in: 401 would tell their browser that they aren't.
  if (second.code !== "second_factor_required") return second;
  return refuse("reauthentication_required", code === undefined ? showSecond : second.message);
}

const showPassword = "Enter your password again. A program sends it as `password`, or a passkey’s answer as `passkey`.";
const showSecond =
  "Enter the code of your authenticator app, or use a passkey. A program sends `code`, or a passkey’s answer as `passkey`.";
const signInAnew = "Sign out and in again, then do this within ten minutes; or use a passkey of yours.";

/** Of who has no password, a session that has only just begun. */
async function provePassword(
  ctx: Context,
  personId: string,
  sessionId: string,
  password: string | undefined,
): Promise<Result<null>> {
  if ((await findPasswordHash(ctx.db, personId)) === null) {
    const began = await findSessionStart(ctx.db, sessionId);
    const fresh = began !== null && ctx.now.getTime() - began.getTime() < freshMilliseconds;
    return fresh ? accept(null) : refuse("reauthentication_required", signInAnew);
  }
  if (!password) return refuse("reauthentication_required", showPassword);
  return verifyPassword(ctx, personId, password, `factors:${personId}`);
}
