import { z } from "zod";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { decodeCursor, type Page, type PageInput, pageOf } from "./page";

export type Account = { id: string; passwordHash: string | null; disabled: boolean; known: boolean };

/** People who signed in from an address keep a sign-in budget of their own there for this many days. */
const knownAddressDays = 90;

/** What sign-in needs to know about an account, in one query whether it exists or not; `known` = signed in from here before. */
export async function findAccount(
  db: Pick<Database, "$queryRaw">,
  email: string,
  address: string,
  now: Date,
): Promise<Account | null> {
  const since = new Date(now.getTime() - knownAddressDays * 86_400_000);
  const [account] = await db.$queryRaw<Account[]>`
    select p.id, p.password_hash as "passwordHash", p.disabled_at is not null as disabled,
      exists (select 1 from session s where s.person_id = p.id and s.address = ${address} and s.created_at > ${since}) as known
    from person p where p.email = ${email}`;
  return account ?? null;
}

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  roles: WorkspaceRole[];
  disabledAt: string | null;
  lastSeenAt: string | null;
};

type Row = Omit<PersonRow, "disabledAt" | "lastSeenAt"> & {
  disabledAt: Date | null;
  lastSeenAt: Date | null;
  sortName: string;
};

const personCursorSchema = z.tuple([z.string().max(300), z.string().max(64)]);

/** The people of the actor's workspace by name, the disabled among them. */
export async function listPeople(ctx: Context, page: PageInput): Promise<Result<Page<PersonRow>>> {
  if (!may(ctx.actor, "workspace.read")) return refuse("forbidden", "This token may not list people.");
  const cursor = decodeCursor(page.cursor, personCursorSchema);
  if (!cursor.ok) return cursor;
  const [name, id] = cursor.value ?? ["", ""];
  const rows = await ctx.db.$queryRaw<Row[]>`
    ${personColumns}
    where m.workspace_id = ${ctx.actor.workspaceId} and (lower(p.name), p.id) > (${name}, ${id})
    order by lower(p.name), p.id limit ${page.limit + 1}`;
  return accept(pageOf(rows, page.limit, (row) => [row.sortName, row.id], personRow));
}

/** One person of a workspace; null when they aren't in it. */
export async function findPerson(
  db: Pick<Database, "$queryRaw">,
  workspaceId: string,
  personId: string,
): Promise<PersonRow | null> {
  const [row] = await db.$queryRaw<Row[]>`
    ${personColumns} where m.workspace_id = ${workspaceId} and p.id = ${personId}`;
  return row ? personRow(row) : null;
}

const personColumns = Prisma.sql`
  select p.id, p.name, p.email, lower(p.name) as "sortName", m.roles, coalesce(m.disabled_at, p.disabled_at) as "disabledAt",
    (select max(s.last_seen_at) from session s where s.person_id = p.id) as "lastSeenAt"
  from membership m join person p on p.id = m.person_id`;

function personRow({ sortName: _, ...row }: Row): PersonRow {
  return {
    ...row,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  };
}
