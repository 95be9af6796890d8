import type { AnonymousContext, Context } from "@/lib/data/context";
import { invitationInvalid } from "@/lib/data/invitation-accept.write";
import { findPasswordHash, findPasswordReset } from "@/lib/data/password.read";
import { createPasswordReset, redeemPasswordReset, replacePassword } from "@/lib/data/password.write";
import { normaliseEmail } from "@/lib/data/person.read";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { passwordResetLink } from "./link";
import { newPasswordHash } from "./new-password";
import { verifyPassword } from "./reauthenticate";
import { hashSecretToken, makeSecretToken } from "./secret-token";

/** Changes the caller's password after asking for the one they have; ends their other sessions. */
export async function changePassword(ctx: Context, input: { current: string; next: string }): Promise<Result<null>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to change your password.");
  const current = await findPasswordHash(ctx.db, person.id);
  const verified = await verifyPassword(ctx, person.id, input.current, `password:${person.id}`);
  if (!verified.ok) return verified;
  const next = await newPasswordHash(input.next, person.email, "next");
  if (!next.ok) return next;
  return replacePassword(ctx, { current: current ?? "", next: next.value });
}

/** Makes a link that sets a new password once, within an hour. */
export async function makePasswordReset(ctx: AnonymousContext, email: string): Promise<Result<string>> {
  const { secret, hash } = makeSecretToken();
  const created = await createPasswordReset(ctx, normaliseEmail(email), hash);
  return created.ok ? accept(passwordResetLink(secret)) : created;
}

/** Whose password a link resets, for the page behind it; null when it opens nothing. */
export async function openPasswordReset(ctx: AnonymousContext, secret: string) {
  return findPasswordReset(ctx.db, hashSecretToken(secret), ctx.now);
}

/** Sets the new password and uses the link up. A refused password leaves the link as it was. */
export async function resetPassword(
  ctx: AnonymousContext,
  input: { token: string; password: string },
): Promise<Result<null>> {
  const person = await openPasswordReset(ctx, input.token);
  if (!person) return invitationInvalid;
  const hash = await newPasswordHash(input.password, person.email);
  if (!hash.ok) return hash;
  return redeemPasswordReset(ctx, hashSecretToken(input.token), hash.value);
}
