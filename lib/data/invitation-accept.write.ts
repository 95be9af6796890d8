import type { WorkspaceRole } from "@/lib/domain/actor";
import { type Result, refuse } from "@/lib/domain/refusal";
import { mayGrant } from "@/lib/domain/role-grant";
import { auditWorkspace } from "./audit.write";
import type { AnonymousContext } from "./context";
import type { Transaction } from "./database";
import { readRoles } from "./membership.read";
import { type Client, openSession, type StartedSession } from "./session.write";
import { transact } from "./transact";
import { lockWorkspace } from "./workspace.write";

export const invitationInvalid = refuse(
  "invitation_invalid",
  "This link has been used, has ended, or was never valid. Ask for a new one.",
);

/** Who joins: somebody whose password has just been verified, or a new person with the hash of a new one. */
export type Joiner = { passwordHash: string } & ({ kind: "known"; personId: string } | { kind: "new"; name: string });

/**
 * Uses an invitation up and makes its holder a member, signed in. Only one of two who come at once gets through, and
 * nobody once the inviter has lost the right to give these roles.
 */
export async function acceptInvitation(
  ctx: AnonymousContext,
  tokenHash: Uint8Array<ArrayBuffer>,
  joiner: Joiner,
  client: Client,
): Promise<Result<StartedSession>> {
  const { now } = ctx;
  return transact(ctx, async (tx) => {
    const open = { tokenHash, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
    const invitation = await tx.invitation.findFirst({ where: open });
    if (!invitation) return invitationInvalid;
    const { workspaceId, email } = invitation;
    const roles = invitation.roles as WorkspaceRole[];
    await lockWorkspace(tx, workspaceId);
    const { count } = await tx.invitation.updateMany({ where: open, data: { acceptedAt: now } });
    if (count === 0) return invitationInvalid;
    if (!mayGrant(await readRoles(tx, workspaceId, invitation.invitedById), roles)) return invitationInvalid;
    const personId = await joinerId(tx, email, joiner, now);
    if (personId === null)
      return refuse("conflict", "This address has just got an account. Try again with its password.");
    if ((await tx.membership.count({ where: { workspaceId, personId } })) > 0) return invitationInvalid;
    await tx.membership.create({ data: { workspaceId, personId, roles, createdAt: now } });
    const started = await openSession(tx, personId, client, now, workspaceId);
    if (!started.ok) return started;
    const { actor } = started.value;
    await auditWorkspace(tx, actor, workspaceId, now, {
      action: "invitation.accepted",
      subject: { kind: "invitation", key: invitation.id },
      change: { person: personId },
    });
    await auditWorkspace(tx, actor, workspaceId, now, {
      action: "person.joined",
      subject: { kind: "person", key: personId },
      change: { email, roles, invitedBy: invitation.invitedById },
    });
    return started;
  });
}

/** Null when the account isn't as it was when its password was checked, or somebody has just taken the address. */
async function joinerId(tx: Transaction, email: string, joiner: Joiner, now: Date): Promise<string | null> {
  const { passwordHash } = joiner;
  if (joiner.kind === "known") {
    const same = { id: joiner.personId, email, passwordHash, disabledAt: null };
    return (await tx.person.findFirst({ where: same, select: { id: true } }))?.id ?? null;
  }
  // Two workspaces may invite one address: the second to come in waits here, then finds the first one's account.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`person ${email}`}, 0))`;
  const existing = await tx.person.findUnique({ where: { email } });
  if (!existing) {
    const data = { email, name: joiner.name, passwordHash, createdAt: now };
    return (await tx.person.create({ data, select: { id: true } })).id;
  }
  if (existing.passwordHash !== null || existing.disabledAt) return null;
  // Somebody who signs in elsewhere has an account too: who holds the link must not give it a password.
  if ((await tx.federatedIdentity.count({ where: { personId: existing.id } })) > 0) return null;
  await tx.person.update({ where: { id: existing.id }, data: { name: joiner.name, passwordHash } });
  return existing.id;
}
