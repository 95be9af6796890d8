import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { AnonymousContext, Context } from "./context";
import { invitationInvalid } from "./invitation-accept.write";
import { auditPerson } from "./person-audit.write";
import { revokeSessions, revokeTokensOf } from "./session.write";
import { transact } from "./transact";

const resetMilliseconds = 60 * 60_000;

/**
 * Replaces the caller's password, if it still is the one that was checked, and ends their other sessions; and, as a
 * reset does, their personal tokens, unless they keep them: whoever knew the old password may have made one.
 */
export async function replacePassword(
  ctx: Context,
  { keepTokens, ...hashes }: { current: string; next: string; keepTokens: boolean },
): Promise<Result<null>> {
  const { actor, now } = ctx;
  const { person, credential } = actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to change your password.");
  return transact(ctx, async (tx) => {
    const { count } = await tx.person.updateMany({
      where: { id: person.id, passwordHash: hashes.current, disabledAt: null },
      data: { passwordHash: hashes.next },
    });
    if (count === 0) return refuse("conflict", "Your password has just been changed elsewhere. Sign in again.");
    const ended = await revokeSessions(tx, person.id, now, credential.sessionId);
    await tx.passwordReset.updateMany({ where: { personId: person.id, usedAt: null }, data: { usedAt: now } });
    const tokensRevoked = keepTokens ? 0 : await revokeTokensOf(tx, person.id, now);
    const change = { sessionsEnded: ended.length, tokensRevoked };
    await auditPerson(tx, actor, person.id, now, { action: "password.changed", change });
    return accept(null);
  });
}

/** Stores a reset link's digest for an enabled person; `not_found` when there is none with this address. */
export async function createPasswordReset(
  ctx: AnonymousContext,
  email: string,
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<Result<{ expiresAt: Date }>> {
  return transact(ctx, async (tx) => {
    const person = await tx.person.findFirst({ where: { email, disabledAt: null }, select: { id: true } });
    if (!person) return refuse("not_found", `Nobody who may sign in has the address ${email}.`);
    const expiresAt = new Date(ctx.now.getTime() + resetMilliseconds);
    await tx.passwordReset.updateMany({ where: { personId: person.id, usedAt: null }, data: { usedAt: ctx.now } });
    await tx.passwordReset.create({ data: { personId: person.id, tokenHash, createdAt: ctx.now, expiresAt } });
    await auditPerson(tx, null, person.id, ctx.now, { action: "password.reset_link_made" });
    return accept({ expiresAt });
  });
}

/** Uses a reset link up: the new password holds, every session and token of the person ends. */
export async function redeemPasswordReset(
  ctx: AnonymousContext,
  tokenHash: Uint8Array<ArrayBuffer>,
  passwordHash: string,
): Promise<Result<null>> {
  const { now } = ctx;
  return transact(ctx, async (tx) => {
    const [reset] = await tx.passwordReset.updateManyAndReturn({
      where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (!reset) return invitationInvalid;
    const { personId } = reset;
    const { count } = await tx.person.updateMany({ where: { id: personId, disabledAt: null }, data: { passwordHash } });
    if (count === 0) return invitationInvalid;
    const sessions = await revokeSessions(tx, personId, now);
    const tokensRevoked = await revokeTokensOf(tx, personId, now);
    const change = { sessionsEnded: sessions.length, tokensRevoked };
    await auditPerson(tx, null, personId, now, { action: "password.reset", change });
    return accept(null);
  });
}
