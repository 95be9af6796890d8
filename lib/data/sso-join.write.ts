import type { WorkspaceRole } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { singleSignOnEnd } from "@/lib/domain/session-lifetime";
import { type SsoProblem, ssoProblems } from "@/lib/domain/sso-problem";
import { env } from "@/lib/env";
import { auditWorkspace } from "./audit.write";
import { voidCeremonies } from "./ceremony-void.write";
import type { AnonymousContext } from "./context";
import type { Transaction } from "./database";
import { findIdentityOwner, type Identity } from "./identity.read";
import { tellOfLeaving } from "./person-left.write";
import { type Client, openSession, revokeSessions, type StartedSession } from "./session.write";
import { transact } from "./transact";
import { lockWorkspace } from "./workspace.write";

/** Who comes back from the provider; `email` only when it is verified there. */
export type Arrival = Identity & { email: string | null; name: string | null; roles: WorkspaceRole[] };

export type Arrived = { personId: string; workspaceId: string; problem: SsoProblem | null };

/**
 * Gives whoever arrives the roles of their groups, and takes those they lost, before anything is opened: what was lost
 * stays lost though nobody is let in. A new person gets an account only with a role and a verified address nobody has:
 * an address alone never opens an account that is there already.
 */
export async function arriveBySso(ctx: AnonymousContext, arrival: Arrival): Promise<Result<Arrived | SsoProblem>> {
  const { issuer, subject } = arrival;
  return transact<Arrived | SsoProblem>(ctx, async (tx) => {
    const workspaceId = await ssoWorkspace(tx);
    if (workspaceId === null) return accept("no_group");
    await lockWorkspace(tx, workspaceId);
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`identity ${issuer} ${subject}`}, 0))`;
    const known = await findIdentityOwner(tx, arrival);
    if (known === null) return accept(await createPerson(tx, ctx, workspaceId, arrival));
    await tx.federatedIdentity.updateMany({ where: { issuer, subject }, data: { lastUsedAt: ctx.now } });
    const person = await tx.person.findUniqueOrThrow({ where: { id: known }, select: { disabledAt: true } });
    if (person.disabledAt) return accept("disabled");
    return accept(await followGroups(tx, ctx, workspaceId, known, arrival.roles));
  });
}

async function ssoWorkspace(tx: Transaction): Promise<string | null> {
  const id = env().GONOGO_OIDC_WORKSPACE;
  const found = await tx.workspace.findFirst({
    where: id === undefined ? {} : { id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return found?.id ?? null;
}

async function createPerson(
  tx: Transaction,
  { now }: AnonymousContext,
  workspaceId: string,
  { issuer, subject, email, name, roles }: Arrival,
): Promise<Arrived | SsoProblem> {
  if (email === null) return "no_email";
  if (roles.length === 0) return "no_group";
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`person ${email}`}, 0))`;
  if ((await tx.person.count({ where: { email } })) > 0) return "account_exists";
  const { id } = await tx.person.create({
    data: {
      email,
      name: name ?? email.split("@")[0] ?? email,
      createdAt: now,
      identities: { create: { issuer, subject, createdAt: now, lastUsedAt: now } },
      memberships: { create: { workspaceId, roles, byGroup: true, createdAt: now } },
    },
    select: { id: true },
  });
  await auditWorkspace(tx, null, workspaceId, now, {
    action: "person.joined",
    subject: { kind: "person", key: id },
    change: { email, roles, issuer, subject },
  });
  return { personId: id, workspaceId, problem: null };
}

async function followGroups(
  tx: Transaction,
  { now }: AnonymousContext,
  workspaceId: string,
  personId: string,
  roles: WorkspaceRole[],
): Promise<Arrived> {
  const where = { workspaceId_personId: { workspaceId, personId } };
  const member = await tx.membership.findUnique({ where, include: { person: { select: { name: true } } } });
  if (member?.disabledAt) return { personId, workspaceId, problem: "disabled" };
  const audit = (action: string, change: Record<string, unknown>) =>
    auditWorkspace(tx, null, workspaceId, now, { action, subject: { kind: "person", key: personId }, change });
  if (!member && roles.length > 0) {
    await tx.membership.create({ data: { workspaceId, personId, roles, byGroup: true, createdAt: now } });
    await audit("person.joined", { roles });
  } else if (member?.byGroup && member.roles.join() !== roles.join()) {
    await tx.membership.update({ where, data: { roles } });
    const sessionsEnded = roles.length === 0 ? (await revokeSessions(tx, personId, now)).length : 0;
    const ceremoniesVoided = await voidCeremonies(tx, personId, now);
    await audit("person.roles_changed", {
      from: member.roles,
      to: roles,
      byGroup: true,
      sessionsEnded,
      ceremoniesVoided,
    });
    const person = { id: personId, name: member.person.name };
    const before = { roles: member.roles as WorkspaceRole[], disabled: false };
    await tellOfLeaving(tx, { actor: null, workspaceId, now }, person, before, { roles, disabled: false });
  }
  const somewhere = await tx.membership.count({ where: { personId, disabledAt: null, roles: { isEmpty: false } } });
  return { personId, workspaceId, problem: somewhere > 0 ? null : "no_group" };
}

/** Opens a session for who has just arrived; a short one, so that groups are looked up again. */
export async function startSsoSession(
  ctx: AnonymousContext,
  { personId, workspaceId }: Arrived,
  client: Client,
): Promise<Result<StartedSession>> {
  return transact(ctx, async (tx) => {
    const person = await tx.$queryRaw<unknown[]>`
      select 1 from person where id = ${personId} and disabled_at is null for share`;
    if (person.length === 0) return refuse("unauthenticated", ssoProblems.disabled);
    const here = { workspaceId, personId, disabledAt: null, roles: { isEmpty: false } };
    const home = (await tx.membership.count({ where: here })) > 0 ? workspaceId : null;
    return openSession(tx, personId, client, ctx.now, home, singleSignOnEnd(ctx.now));
  });
}
