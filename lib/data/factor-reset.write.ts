import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import { may } from "@/lib/domain/permission";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { mayManage } from "@/lib/domain/role-grant";
import type { AnonymousContext, Context } from "./context";
import type { Transaction } from "./database";
import { secondFactorsOf } from "./factor.read";
import { freshActor } from "./membership.read";
import { auditPerson } from "./person-audit.write";
import { revokeSessions, revokeTokensOf } from "./session.write";
import { transact } from "./transact";
import { lockWorkspace } from "./workspace.write";

const notFound = refuse("not_found", "There is nothing here, or you may not see it.");

/**
 * An admin takes the second factors off a member's account, after proving `again` who they are. It leaves the password
 * alone and ends every session, so that nobody signs as the person with it. Of somebody who belongs elsewhere too, no
 * single workspace's admin does.
 */
export async function resetFactors(
  ctx: Context,
  personId: string,
  again: () => Promise<Result<unknown>>,
): Promise<Result<null>> {
  const early = await judge(ctx.db, ctx.actor, personId);
  if (early) return early;
  const proven = await again();
  if (!proven.ok) return proven;
  return transact(ctx, async (tx) => {
    await lockWorkspace(tx, ctx.actor.workspaceId);
    const actor = await freshActor(tx, ctx.actor);
    return (await judge(tx, actor, personId)) ?? takeFactorsOff(tx, actor, personId, ctx.now);
  });
}

async function judge(tx: Pick<Transaction, "membership">, actor: Actor, personId: string): Promise<Refusal | null> {
  const { workspaceId } = actor;
  const member = await tx.membership.findUnique({ where: { workspaceId_personId: { workspaceId, personId } } });
  if (!member) return notFound;
  const refusal = refuseReset(actor, personId, member.roles as WorkspaceRole[]);
  if (refusal) return refusal;
  const elsewhere = await tx.membership.count({
    where: { personId, workspaceId: { not: workspaceId }, disabledAt: null },
  });
  if (elsewhere === 0) return null;
  const message = "They belong to other workspaces as well. Ask an admin of this server: gonogo second factor reset.";
  return refuse("forbidden", message);
}

function refuseReset(actor: Actor, personId: string, roles: readonly WorkspaceRole[]): Refusal | null {
  if (!may(actor, "people.reset_factors")) return refuse("forbidden", "Only admins reset second factors, signed in.");
  if (!mayManage(actor.roles, roles)) return refuse("forbidden", "Only an owner resets the second factor of an owner.");
  if (actor.person?.id === personId) {
    return refuse("forbidden", "Your own you change in your settings; a lost one another admin resets.");
  }
  return null;
}

/** The same from the command line, for an owner whom nobody above could help. */
export async function resetFactorsOf(ctx: AnonymousContext, email: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const person = await tx.person.findUnique({ where: { email }, select: { id: true } });
    if (!person) return refuse("not_found", `Nobody has the address ${email}.`);
    return takeFactorsOff(tx, null, person.id, ctx.now);
  });
}

async function takeFactorsOff(tx: Transaction, by: Actor | null, personId: string, now: Date): Promise<Result<null>> {
  await tx.$queryRaw`select 1 from person where id = ${personId} for update`;
  const had = await secondFactorsOf(tx, personId);
  if (had.length === 0) return refuse("conflict", "They have no second factor here.");
  await tx.totpFactor.deleteMany({ where: { personId } });
  await tx.recoveryCode.deleteMany({ where: { personId } });
  const passkeys = await tx.passkey.updateManyAndReturn({
    where: { personId, removedAt: null },
    data: { removedAt: now },
    select: { id: true },
  });
  const sessions = await revokeSessions(tx, personId, now);
  const tokensRevoked = await revokeTokensOf(tx, personId, now);
  await tx.person.update({
    where: { id: personId },
    data: { factorsResetAt: now, factorsResetById: by?.person?.id ?? null },
    select: { id: true },
  });
  await auditPerson(tx, by, personId, now, {
    action: "second_factor.reset",
    change: { had, passkeys: passkeys.map(({ id }) => id), sessionsEnded: sessions.length, tokensRevoked },
  });
  const memberships = await tx.membership.findMany({ where: { personId }, select: { workspaceId: true } });
  const detail = by?.person?.name ?? "the command line of the server";
  await tx.adminNotice.createMany({
    data: memberships.map(({ workspaceId }) => ({ workspaceId, kind: "factors_reset", personId, detail, at: now })),
  });
  return accept(null);
}

/** The person says that they know. */
export async function acknowledgeReset(ctx: Context): Promise<Result<null>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to see to your account.");
  return transact(ctx, async (tx) => {
    const { count } = await tx.person.updateMany({
      where: { id: person.id, factorsResetAt: { not: null } },
      data: { factorsResetAt: null, factorsResetById: null },
    });
    if (count > 0) {
      await auditPerson(tx, ctx.actor, person.id, ctx.now, { action: "second_factor.reset_seen" });
    }
    return accept(null);
  });
}
