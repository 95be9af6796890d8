import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { idleSince } from "@/lib/domain/session-lifetime";
import type { Context } from "./context";
import { type Database, queryPrepared } from "./database";

/** Which workspace a request is for: `named` must be one of the person's, `preferred` gives way when it isn't. */
export type WorkspaceChoice = { named: string | null; preferred: string | null };

export type SessionActor = { actor: Actor; lastSeenAt: Date };

type Row = {
  lastSeenAt: Date;
  personId: string;
  name: string;
  email: string;
  workspaceId: string;
  roles: WorkspaceRole[];
};

const actorText = `
  select s.last_seen_at as "lastSeenAt", p.id as "personId", p.name, p.email, m.workspace_id as "workspaceId", m.roles
  from session s
  join person p on p.id = s.person_id
  join membership m on m.person_id = p.id
  where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and s.last_seen_at > $3
    and p.disabled_at is null and m.disabled_at is null and ($4::text is null or m.workspace_id = $4)
  order by (m.workspace_id = $5) desc nulls last, m.created_at, m.workspace_id
  limit 1`;

/** Session, person and roles in one query, as they stand now; null when any of them no longer counts. */
export async function findSessionActor(
  db: Database,
  sessionId: string,
  choice: WorkspaceChoice,
  now: Date,
): Promise<SessionActor | null> {
  const values = [sessionId, now, idleSince(now), choice.named, choice.preferred];
  const [row] = await queryPrepared<Row>(db, "session actor", actorText, values);
  if (!row) return null;
  const actor: Actor = {
    workspaceId: row.workspaceId,
    person: { id: row.personId, name: row.name, email: row.email },
    roles: row.roles,
    credential: { kind: "session", sessionId },
  };
  return { actor, lastSeenAt: row.lastSeenAt };
}

export type SessionView = {
  person: { id: string; name: string; email: string } | null;
  workspace: { id: string; name: string };
  roles: WorkspaceRole[];
  workspaces: { id: string; name: string }[];
};

const workspacesText = `
  select w.id, w.name from workspace w
  where case when $2::text is null then w.id = $1 else exists (
    select from membership m where m.workspace_id = w.id and m.person_id = $2 and m.disabled_at is null) end
  order by w.created_at, w.id`;

/** Who the caller is, and every workspace they could name. A token sees only its own workspace. */
export async function readSessionView(ctx: Context): Promise<Result<SessionView>> {
  const { actor, db } = ctx;
  const person = actor.credential.kind === "session" ? (actor.person?.id ?? null) : null;
  const workspaces = await queryPrepared<{ id: string; name: string }>(db, "workspaces of a caller", workspacesText, [
    actor.workspaceId,
    person,
  ]);
  const workspace = workspaces.find(({ id }) => id === actor.workspaceId);
  if (!workspace) return refuse("unauthenticated", "Sign in again.");
  return accept({ person: actor.person, workspace, roles: [...actor.roles], workspaces });
}

export type SessionRow = {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string | null;
  address: string | null;
  current: boolean;
};

/** The caller's own sessions that still open something, newest first. */
export async function listSessions(ctx: Context): Promise<Result<{ items: SessionRow[]; nextCursor: null }>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") {
    return refuse("forbidden", "Sign in with a password to see your sessions.");
  }
  const sessions = await ctx.db.session.findMany({
    where: { personId: person.id, revokedAt: null, expiresAt: { gt: ctx.now }, lastSeenAt: { gt: idleSince(ctx.now) } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  const items = sessions.map((session) => ({
    id: session.id,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    userAgent: session.userAgent,
    address: session.address,
    current: session.id === credential.sessionId,
  }));
  return accept({ items, nextCursor: null });
}

/** When a session began; null when it is over. */
export async function findSessionStart(db: Pick<Database, "session">, sessionId: string): Promise<Date | null> {
  const row = await db.session.findFirst({ where: { id: sessionId, revokedAt: null }, select: { createdAt: true } });
  return row?.createdAt ?? null;
}
