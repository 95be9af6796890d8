import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import { givesPower } from "@/lib/domain/lasting-power";
import { may } from "@/lib/domain/permission";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { mayGrant, mayManage, rolesProblem } from "@/lib/domain/role-grant";
import { auditWorkspace } from "./audit.write";
import { voidCeremonies } from "./ceremony-void.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { freshActor } from "./membership.read";
import { findPerson, type PersonRow } from "./person.read";
import { tellOfLeaving } from "./person-left.write";
import { notProven, proveNothing } from "./prove";
import { revokeSessions } from "./session.write";
import { transact } from "./transact";
import { lockWorkspace } from "./workspace.write";

export type MemberChange = { roles?: WorkspaceRole[] | undefined; disabled?: boolean | undefined };

type Member = {
  personId: string;
  roles: WorkspaceRole[];
  disabledAt: Date | null;
  byGroup: boolean;
  person: { name: string };
};

/**
 * Changes what a person may do in the actor's workspace, from their next request on; asks who is there before it hands
 * out lasting power. Refuses with `forbidden` above one's own role and `last_owner` where nobody would be left to own it.
 */
export async function changeMember(
  ctx: Context,
  personId: string,
  change: MemberChange,
  prove = proveNothing,
): Promise<Result<PersonRow>> {
  const roles = change.roles && [...new Set(change.roles)];
  const problem = roles && rolesProblem(roles);
  if (problem) return refuse("invalid_input", problem, { problems: [{ path: "roles", message: problem }] });
  const wanted = { roles, disabled: change.disabled };
  const early = await judge(ctx.db, ctx.actor, personId, wanted);
  if (!early.ok) return early;
  const proven = early.value.power ? await prove() : null;
  if (proven && !proven.ok) return proven;
  return transact(ctx, async (tx) => {
    const { workspaceId } = ctx.actor;
    await lockWorkspace(tx, workspaceId);
    const actor = await freshActor(tx, ctx.actor);
    const judged = await judge(tx, actor, personId, wanted);
    if (!judged.ok) return judged;
    // They were given a role or disabled since: what is done now was not proven.
    if (judged.value.power && !proven) return notProven;
    const { before } = judged.value;
    if (roles && !isSame(roles, before.roles)) await setRoles(tx, ctx, before, roles);
    if (change.disabled === true && !before.disabledAt) await disable(tx, ctx, personId);
    if (change.disabled === false && before.disabledAt) await enable(tx, ctx, personId);
    const disabled = before.disabledAt !== null;
    await tellOfLeaving(
      tx,
      { actor, workspaceId, now: ctx.now },
      { id: personId, name: before.person.name },
      { roles: before.roles, disabled },
      { roles: roles ?? before.roles, disabled: change.disabled ?? disabled },
    );
    const row = await findPerson(tx, workspaceId, personId);
    return row ? accept(row) : refuse("not_found", "There is nothing here, or you may not see it.");
  });
}

type Members = Pick<Transaction, "membership">;

/** Whether the actor may change the member so, and whether that hands out lasting power. */
async function judge(
  tx: Members,
  actor: Actor,
  personId: string,
  { roles, disabled }: MemberChange,
): Promise<Result<{ before: Member; power: boolean }>> {
  const { workspaceId } = actor;
  const member = await tx.membership.findUnique({
    where: { workspaceId_personId: { workspaceId, personId } },
    include: { person: { select: { name: true } } },
  });
  if (!member) return refuse("not_found", "There is nothing here, or you may not see it.");
  const before = { ...member, roles: member.roles as WorkspaceRole[] };
  const refusal =
    refuseChange(actor, before, roles, disabled) ?? (await refuseLastOwner(tx, actor, before, { roles, disabled }));
  if (refusal) return refusal;
  const held = { roles: before.roles, disabled: before.disabledAt !== null };
  const power = givesPower(held, { roles: roles ?? held.roles, disabled: disabled ?? held.disabled });
  return accept({ before, power });
}

function refuseChange(
  actor: Actor,
  before: Member,
  roles: WorkspaceRole[] | undefined,
  disabled: boolean | undefined,
): Refusal | null {
  const allowed =
    (roles === undefined || may(actor, "people.change_roles")) &&
    (disabled === undefined || may(actor, "people.disable"));
  if (!allowed)
    return refuse("forbidden", "Only admins change roles or disable people, signed in with their password.");
  if (!mayManage(actor.roles, before.roles) || (roles && !mayGrant(actor.roles, roles))) {
    return refuse("forbidden", "Only an owner makes, changes or disables owners.");
  }
  if (roles && before.byGroup && !isSame(roles, before.roles) && !roles.includes("owner")) {
    return refuse(
      "conflict",
      "These roles come from groups at the sign-in service: change them there, or disable the person here.",
    );
  }
  return null;
}

async function refuseLastOwner(
  tx: Members,
  actor: Actor,
  before: Member,
  { roles, disabled }: MemberChange,
): Promise<Refusal | null> {
  const owned = before.roles.includes("owner") && !before.disabledAt;
  const owns = (roles ?? before.roles).includes("owner") && disabled !== true;
  if (!owned || owns) return null;
  const others = await tx.membership.count({
    where: {
      workspaceId: actor.workspaceId,
      personId: { not: before.personId },
      roles: { has: "owner" },
      disabledAt: null,
      person: { disabledAt: null },
    },
  });
  return others > 0 ? null : refuse("last_owner", "A workspace needs an owner. Make somebody else owner first.");
}

async function setRoles(tx: Transaction, ctx: Context, before: Member, roles: WorkspaceRole[]): Promise<void> {
  const { actor, now } = ctx;
  const where = { workspaceId_personId: { workspaceId: actor.workspaceId, personId: before.personId } };
  // No group makes an owner: from here on these roles are given by hand.
  await tx.membership.update({ where, data: { roles, byGroup: false } });
  await auditWorkspace(tx, actor, actor.workspaceId, now, {
    action: "person.roles_changed",
    subject: { kind: "person", key: before.personId },
    change: { from: before.roles, to: roles, ceremoniesVoided: await voidCeremonies(tx, before.personId, now) },
  });
}

async function disable(tx: Transaction, ctx: Context, personId: string): Promise<void> {
  const { actor, now } = ctx;
  const { workspaceId } = actor;
  await tx.membership.update({
    where: { workspaceId_personId: { workspaceId, personId } },
    data: { disabledAt: now },
  });
  const tokens = await tx.apiToken.updateManyAndReturn({
    where: { workspaceId, personId, revokedAt: null },
    data: { revokedAt: now },
    select: { id: true },
  });
  const elsewhere = await tx.membership.count({ where: { personId, disabledAt: null } });
  let sessions: string[] = [];
  if (elsewhere === 0) {
    await tx.person.update({ where: { id: personId }, data: { disabledAt: now } });
    sessions = await revokeSessions(tx, personId, now);
    await tx.passwordReset.updateMany({ where: { personId, usedAt: null }, data: { usedAt: now } });
  }
  await auditWorkspace(tx, actor, workspaceId, now, {
    action: "person.disabled",
    subject: { kind: "person", key: personId },
    change: {
      tokensRevoked: tokens.map(({ id }) => id),
      sessionsEnded: sessions.length,
      ceremoniesVoided: await voidCeremonies(tx, personId, now),
    },
  });
}

async function enable(tx: Transaction, ctx: Context, personId: string): Promise<void> {
  const { actor, now } = ctx;
  await tx.membership.update({
    where: { workspaceId_personId: { workspaceId: actor.workspaceId, personId } },
    data: { disabledAt: null },
  });
  await tx.person.update({ where: { id: personId }, data: { disabledAt: null } });
  await auditWorkspace(tx, actor, actor.workspaceId, now, {
    action: "person.enabled",
    subject: { kind: "person", key: personId },
  });
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((role) => b.includes(role));
}
