import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import { normaliseEmail } from "@/lib/domain/email";
import { bringsPower } from "@/lib/domain/lasting-power";
import { invitationMail } from "@/lib/domain/mail-words";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { mayGrant, rolesProblem } from "@/lib/domain/role-grant";
import { mailSender } from "@/lib/env";
import { auditWorkspace } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { freshActor } from "./membership.read";
import { queueMessages } from "./message.write";
import { proveNothing } from "./prove";
import { transact } from "./transact";
import { lockWorkspace } from "./workspace.write";

const invitationDays = 7;

export type NewInvitation = { id: string; email: string; roles: WorkspaceRole[]; expiresAt: string };

/**
 * Invites an address, known by the digest of its link, which goes there by mail where there is mail; an older open
 * invitation ends. Asks who is there before it hands out lasting power.
 */
export async function createInvitation(
  ctx: Context,
  input: { email: string; roles: WorkspaceRole[]; tokenHash: Uint8Array<ArrayBuffer>; url: string },
  prove = proveNothing,
): Promise<Result<NewInvitation & { mailed: boolean }>> {
  const email = normaliseEmail(input.email);
  const roles = [...new Set(input.roles)];
  const problem = rolesProblem(roles);
  if (problem) return refuse("invalid_input", problem, { problems: [{ path: "roles", message: problem }] });
  const early = await judge(ctx.db, ctx.actor, email, roles);
  if (!early.ok) return early;
  const proven = bringsPower(roles) ? await prove() : early;
  if (!proven.ok) return proven;
  return transact(ctx, async (tx) => {
    const { workspaceId } = ctx.actor;
    await lockWorkspace(tx, workspaceId);
    const actor = await freshActor(tx, ctx.actor);
    const judged = await judge(tx, actor, email, roles);
    if (!judged.ok) return judged;
    const inviter = judged.value;
    await revokeOpen(tx, ctx, { email });
    const { id, expiresAt } = await tx.invitation.create({
      data: {
        workspaceId,
        email,
        roles,
        tokenHash: input.tokenHash,
        invitedById: inviter.id,
        createdAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + invitationDays * 86_400_000),
      },
      select: { id: true, expiresAt: true },
    });
    await auditWorkspace(tx, actor, workspaceId, ctx.now, {
      action: "invitation.created",
      subject: { kind: "invitation", key: id },
      change: { email, roles },
    });
    const mailed = mailSender() !== null;
    if (mailed) await mailInvitation(tx, ctx, { id, email, url: input.url, inviter });
    return accept({ id, email, roles, expiresAt: expiresAt.toISOString(), mailed });
  });
}

/** Whether the actor may invite this address with these roles, and as whom. */
async function judge(
  tx: Pick<Transaction, "membership">,
  actor: Actor,
  email: string,
  roles: WorkspaceRole[],
): Promise<Result<NonNullable<Actor["person"]>>> {
  const { person, workspaceId } = actor;
  if (!person || !may(actor, "people.invite")) return refuse("forbidden", "Only admins invite people.");
  if (!mayGrant(actor.roles, roles)) return refuse("forbidden", "Only an owner invites owners.");
  if ((await tx.membership.count({ where: { workspaceId, person: { email } } })) > 0) {
    return refuse("email_taken", "This address belongs to somebody here already. Change their roles instead.");
  }
  return accept(person);
}

async function mailInvitation(
  tx: Transaction,
  { actor: { workspaceId }, now }: Context,
  to: { id: string; email: string; url: string; inviter: { id: string; name: string } },
): Promise<void> {
  const { name } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { name: true } });
  const words = invitationMail({ inviter: to.inviter.name, workspace: name, url: to.url });
  await queueMessages(tx, { workspaceId, byId: to.inviter.id, now }, [
    { ...words, kind: "invitation", channel: "mail", recipient: to.email, secret: true, key: `invitation ${to.id}` },
  ]);
}

/** Ends an open invitation; its link opens nothing any more. */
export async function revokeInvitation(ctx: Context, id: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    await lockWorkspace(tx, ctx.actor.workspaceId);
    const actor = await freshActor(tx, ctx.actor);
    if (!may(actor, "people.invite")) return refuse("forbidden", "Only admins revoke invitations.");
    const count = await revokeOpen(tx, ctx, { id });
    return count > 0 ? accept(null) : refuse("not_found", "There is nothing here, or you may not see it.");
  });
}

async function revokeOpen(tx: Transaction, ctx: Context, which: { id: string } | { email: string }): Promise<number> {
  const { workspaceId } = ctx.actor;
  const revoked = await tx.invitation.updateManyAndReturn({
    where: { ...which, workspaceId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: ctx.now },
    select: { id: true },
  });
  for (const { id } of revoked) {
    await auditWorkspace(tx, ctx.actor, workspaceId, ctx.now, {
      action: "invitation.revoked",
      subject: { kind: "invitation", key: id },
    });
  }
  return revoked.length;
}
