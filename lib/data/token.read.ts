import type { Actor, TokenScope, WorkspaceRole } from "@/lib/domain/actor";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { readAuthors } from "./author.read";
import type { Context } from "./context";
import { type Database, queryPrepared } from "./database";
import { decodeCursor, type Page, type PageInput, pageOf, timeCursorSchema } from "./page";

export type TokenActor = { actor: Actor; lastUsedAt: Date | null };

type Row = {
  tokenId: string;
  workspaceId: string;
  scopes: TokenScope[];
  lastUsedAt: Date | null;
  personId: string | null;
  name: string | null;
  email: string | null;
  roles: WorkspaceRole[] | null;
};

const actorText = `
  select t.id as "tokenId", t.workspace_id as "workspaceId", t.scopes, t.last_used_at as "lastUsedAt",
    p.id as "personId", p.name, p.email, m.roles
  from api_token t
  left join membership m on m.workspace_id = t.workspace_id and m.person_id = t.person_id and m.disabled_at is null
  left join person p on p.id = m.person_id and p.disabled_at is null
  where t.hash = $1 and t.revoked_at is null and t.expires_at > $2 and (t.person_id is null or p.id is not null)`;

/**
 * Token, person and roles in one query, as they stand now. A personal token is worth what its person is worth:
 * nothing once they are disabled. Null when it is unknown, expired or revoked.
 */
export async function findTokenActor(db: Database, hash: Uint8Array, now: Date): Promise<TokenActor | null> {
  const [row] = await queryPrepared<Row>(db, "token actor", actorText, [hash, now]);
  if (!row) return null;
  const { tokenId, workspaceId, scopes, lastUsedAt, personId, name, email, roles } = row;
  const actor: Actor =
    personId !== null && name !== null && email !== null
      ? {
          workspaceId,
          person: { id: personId, name, email },
          roles: roles ?? [],
          credential: { kind: "personal_token", tokenId },
        }
      : { workspaceId, person: null, roles: [], credential: { kind: "machine_token", tokenId, scopes } };
  return { actor, lastUsedAt };
}

export type TokenRow = {
  id: string;
  name: string;
  kind: "personal" | "machine";
  scopes: TokenScope[];
  prefix: string;
  createdAt: string;
  createdBy: { id: string; name: string };
  expiresAt: string;
  lastUsedAt: string | null;
};

/** The caller's own tokens that still open something, and the workspace's machine tokens for those who may mint them. */
export async function listTokens(ctx: Context, page: PageInput): Promise<Result<Page<TokenRow>>> {
  const { actor, db, now } = ctx;
  if (!actor.person || !may(actor, "token.own"))
    return refuse("forbidden", "Sign in to see tokens: a token shows none.");
  const cursor = decodeCursor(page.cursor, timeCursorSchema);
  if (!cursor.ok) return cursor;
  const [at, id] = cursor.value ?? [];
  const owners = [{ personId: actor.person.id }, ...(may(actor, "token.machine") ? [{ personId: null }] : [])];
  const rows = await db.apiToken.findMany({
    where: {
      workspaceId: actor.workspaceId,
      revokedAt: null,
      expiresAt: { gt: now },
      AND: [{ OR: owners }, at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {}],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: page.limit + 1,
  });
  const creators = await readAuthors(
    db,
    rows.map(({ createdById }) => createdById),
  );
  return accept(
    pageOf(
      rows,
      page.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => ({
        id: row.id,
        name: row.name,
        kind: row.personId === null ? ("machine" as const) : ("personal" as const),
        scopes: row.scopes as TokenScope[],
        prefix: row.prefix,
        createdAt: row.createdAt.toISOString(),
        createdBy: creators(row.createdById),
        expiresAt: row.expiresAt.toISOString(),
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      }),
    ),
  );
}

/** How many personal tokens of the caller's still open something, in whatever workspace: what ends with their password. */
export async function countTokens({ actor, db, now }: Context): Promise<number> {
  if (!actor.person || actor.credential.kind !== "session") return 0;
  return db.apiToken.count({ where: { personId: actor.person.id, revokedAt: null, expiresAt: { gt: now } } });
}
