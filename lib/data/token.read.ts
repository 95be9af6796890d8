import type { Actor, TokenScope, WorkspaceRole } from "@/lib/domain/actor";
import type { Database } from "./database";

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

/**
 * Token, person and roles in one query, as they stand now. A personal token is worth what its person is worth:
 * nothing once they are disabled. Null when it is unknown, expired or revoked.
 */
export async function findTokenActor(db: Database, hash: Uint8Array, now: Date): Promise<TokenActor | null> {
  const [row] = await db.$queryRaw<Row[]>`
    select t.id as "tokenId", t.workspace_id as "workspaceId", t.scopes, t.last_used_at as "lastUsedAt",
      p.id as "personId", p.name, p.email, m.roles
    from api_token t
    left join membership m
      on m.workspace_id = t.workspace_id and m.person_id = t.person_id and m.disabled_at is null
    left join person p on p.id = m.person_id and p.disabled_at is null
    where t.hash = ${hash} and t.revoked_at is null and t.expires_at > ${now}
      and (t.person_id is null or p.id is not null)`;
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
