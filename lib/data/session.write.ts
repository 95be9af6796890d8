import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { sessionEnd } from "@/lib/domain/session-lifetime";
import { auditWorkspace } from "./audit.write";
import { voidCeremonies } from "./ceremony-void.write";
import type { AnonymousContext, Context } from "./context";
import type { Database, Transaction } from "./database";
import { transact } from "./transact";

/** Where a request came from, as far as it says. */
export type Client = { address: string; userAgent: string | null };

export type StartedSession = { sessionId: string; actor: Actor };

/**
 * Opens a session for somebody whose password has just been verified against `passwordHash`.
 * Refuses when the password was changed or the person disabled in between: the row lock decides who was first.
 */
export async function startSession(
  ctx: AnonymousContext,
  person: { id: string; passwordHash: string },
  client: Client,
): Promise<Result<StartedSession>> {
  return transact(ctx, async (tx) => {
    const unchanged = await tx.$queryRaw<unknown[]>`
      select 1 from person
      where id = ${person.id} and password_hash = ${person.passwordHash} and disabled_at is null for share`;
    if (unchanged.length === 0) return refuse("unauthenticated", "Sign in again.");
    return openSession(tx, person.id, client, ctx.now, null);
  });
}

/** Writes the row and its audit entry inside the caller's transaction. */
export async function openSession(
  tx: Transaction,
  personId: string,
  client: Client,
  now: Date,
  workspaceId: string | null,
  expiresAt = sessionEnd(now),
): Promise<Result<StartedSession>> {
  const { id } = await tx.session.create({
    data: {
      personId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      address: client.address,
      userAgent: client.userAgent?.slice(0, 300) ?? null,
    },
    select: { id: true },
  });
  const membership = await tx.membership.findFirst({
    where: { personId, disabledAt: null, ...(workspaceId ? { workspaceId } : {}) },
    orderBy: [{ createdAt: "asc" }, { workspaceId: "asc" }],
    include: { person: { select: { id: true, name: true, email: true } } },
  });
  if (!membership) {
    return refuse("unauthenticated", "This account belongs to no workspace any more. Ask for an invitation.");
  }
  const actor: Actor = {
    workspaceId: membership.workspaceId,
    person: membership.person,
    roles: membership.roles as WorkspaceRole[],
    credential: { kind: "session", sessionId: id },
  };
  await auditWorkspace(tx, actor, actor.workspaceId, now, {
    action: "session.started",
    subject: { kind: "session", key: id },
    change: { address: client.address },
  });
  return accept({ sessionId: id, actor });
}

/** Notes that a session was used; writes once a minute at most, so reading stays reading. */
export async function touchSession(db: Database, sessionId: string, now: Date): Promise<void> {
  const stale = new Date(now.getTime() - 60_000);
  await db.session.updateMany({ where: { id: sessionId, lastSeenAt: { lt: stale } }, data: { lastSeenAt: now } });
}

/** Ends one of the caller's own sessions; the next request with it finds nobody. */
export async function endSession(ctx: Context, sessionId: string): Promise<Result<null>> {
  const { actor, now } = ctx;
  if (!actor.person || actor.credential.kind !== "session") {
    return refuse("forbidden", "Sign in with a password to end sessions.");
  }
  const personId = actor.person.id;
  return transact(ctx, async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, personId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) return refuse("not_found", "There is nothing here, or you may not see it.");
    await auditWorkspace(tx, actor, actor.workspaceId, now, {
      action: "session.ended",
      subject: { kind: "session", key: sessionId },
      change: { ceremoniesVoided: await voidCeremonies(tx, personId, now) },
    });
    return accept(null);
  });
}

/** Ends all sessions of a person but one and takes their open statements back, in the caller's transaction; gives their ids. */
export async function revokeSessions(
  tx: Transaction,
  personId: string,
  now: Date,
  except: string | null = null,
): Promise<string[]> {
  const ended = await tx.session.updateManyAndReturn({
    where: { personId, revokedAt: null, ...(except ? { id: { not: except } } : {}) },
    data: { revokedAt: now },
    select: { id: true },
  });
  if (ended.length > 0) await voidCeremonies(tx, personId, now);
  return ended.map(({ id }) => id);
}

/** Whoever lost their password or second factor may have lost their tokens to the same hands. Gives how many there were. */
export async function revokeTokensOf(tx: Transaction, personId: string, now: Date): Promise<number> {
  const { count } = await tx.apiToken.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } });
  return count;
}
