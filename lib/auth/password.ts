import type { AnonymousContext, Context } from "@/lib/data/context";
import { invitationInvalid } from "@/lib/data/invitation-accept.write";
import { findPasswordHash, findPasswordReset } from "@/lib/data/password.read";
import { redeemPasswordReset, replacePassword } from "@/lib/data/password.write";
import { type Result, refuse } from "@/lib/domain/refusal";
import { newPasswordHash } from "./new-password";
import { verifyPassword } from "./reauthenticate";
import { hashSecretToken } from "./secret-token";

/** Changes the caller's password after asking for the one they have; ends their other sessions, and tokens they don't keep. */
export async function changePassword(
  ctx: Context,
  input: { current: string; next: string; keepTokens: boolean },
): Promise<Result<null>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to change your password.");
  const current = await findPasswordHash(ctx.db, person.id);
  const verified = await verifyPassword(ctx, person.id, input.current, `password:${person.id}`);
  if (!verified.ok) return verified;
  const next = await newPasswordHash(input.next, person.email, "next");
  if (!next.ok) return next;
  return replacePassword(ctx, { current: current ?? "", next: next.value, keepTokens: input.keepTokens });
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
