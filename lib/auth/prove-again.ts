import type { Context } from "@/lib/data/context";
import { findPasswordHash } from "@/lib/data/password.read";
import { findSessionStart } from "@/lib/data/session.read";
import type { Actor } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { verifyPassword } from "./reauthenticate";

const freshMilliseconds = 10 * 60_000;

/**
 * Before somebody changes how they prove who they are: their password again, or, where they have none, a session
 * that began within ten minutes. Refuses with `reauthentication_required`.
 */
export async function proveAgain(
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
