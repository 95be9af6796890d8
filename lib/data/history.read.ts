import { z } from "zod";
import { may } from "@/lib/domain/permission";
import { plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { PersonRef } from "@/lib/domain/run";
import { type DocumentIndex, indexDocument } from "@/lib/domain/template-tree";
import { type AuditRow, readEntries } from "./audit.read";
import type { Context } from "./context";
import { Prisma } from "./generated/client";
import { type HistoryFilter, historyWhere } from "./history-filter.read";
import { decodeCursor, encodeCursor, type Page, type PageInput } from "./page";
import { runNotFound, scopeRun } from "./run-scope.read";
import { publishedVersion } from "./template-document.read";

/** An entry with the history it is in; `run` is null for the workspace's own. `title` is the item's, gate's or choice's. */
export type HistoryEntryRow = AuditRow & { run: { id: string; name: string } | null; title: string | null };

const cursorSchema = z.tuple([z.iso.datetime(), z.string().max(64), z.int()]);

/**
 * Everything that happened in the workspace, the newest first: in its runs, and, for those who answer for the history,
 * to its people, roles and templates.
 */
export async function listHistory(
  ctx: Context,
  filter: HistoryFilter & { runs?: boolean | undefined },
  page: PageInput,
  action: "history.read" | "history.export" = "history.read",
): Promise<Result<Page<HistoryEntryRow>>> {
  const { workspaceId } = ctx.actor;
  if (!may(ctx.actor, action)) return refuse("forbidden", "You may read the history of runs, not of everything.");
  const cursor = decodeCursor(page.cursor, cursorSchema);
  if (!cursor.ok) return cursor;
  const own = may(ctx.actor, "workspace.audit") && filter.runs !== true;
  const after = cursor.value
    ? Prisma.sql`and (e.at, e.chain_id, e.seq) < (${new Date(cursor.value[0])}, ${cursor.value[1]}, ${cursor.value[2]})`
    : Prisma.empty;
  const runs = Prisma.sql`exists (select from run r where r.id = e.chain_id and r.workspace_id = ${workspaceId})`;
  const mine = filter.runs === false ? Prisma.sql`false` : runs;
  const rows = await readEntries(
    ctx.db,
    Prisma.sql`(${mine} or (${own} and e.chain_id = ${workspaceId})) ${historyWhere(filter)} ${after}
      order by e.at desc, e.chain_id desc, e.seq desc limit ${page.limit + 1}`,
  );
  return accept(await named(ctx, rows, page.limit));
}

/** A run's entries, the newest first, for those who may take its history away. */
export async function listRunHistory(
  ctx: Context,
  runId: string,
  filter: HistoryFilter,
  page: PageInput,
): Promise<Result<Page<HistoryEntryRow>>> {
  const scope = await scopeRun(ctx, runId, "history.export");
  if (!scope.ok) return scope;
  const cursor = decodeCursor(page.cursor, cursorSchema);
  if (!cursor.ok) return cursor;
  const after = cursor.value ? Prisma.sql`and e.seq < ${cursor.value[2]}` : Prisma.empty;
  const rows = await readEntries(
    ctx.db,
    Prisma.sql`e.chain_id = ${runId} ${historyWhere(filter)} ${after} order by e.seq desc limit ${page.limit + 1}`,
  );
  return accept(await named(ctx, rows, page.limit));
}

async function named(ctx: Context, rows: readonly AuditRow[], limit: number): Promise<Page<HistoryEntryRow>> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const runs = await ctx.db.run.findMany({
    where: { id: { in: [...new Set(shown.map(({ chain }) => chain))] }, workspaceId: ctx.actor.workspaceId },
    select: { id: true, name: true, templateVersionId: true },
  });
  const byId = new Map<string, { run: { id: string; name: string }; index: DocumentIndex }>();
  for (const { id, name, templateVersionId } of runs) {
    const { document } = await publishedVersion(ctx.db, templateVersionId);
    byId.set(id, { run: { id, name }, index: indexDocument(document) });
  }
  return {
    items: shown.map((row) => {
      const { run = null, index } = byId.get(row.chain) ?? {};
      return { ...row, run, title: index ? titleIn(index, row.subject) : null };
    }),
    nextCursor: rows.length > limit && last ? encodeCursor([last.at, last.chain, last.seq]) : null,
  };
}

function titleIn(index: DocumentIndex, { kind, key, item }: AuditRow["subject"]): string | null {
  const itemKey = item ?? (kind === "item" ? key : null);
  if (itemKey !== null) return index.items.get(itemKey)?.title ?? null;
  const node =
    index.gateByKey.get(key)?.gate ??
    index.choices.find(({ choice }) => choice.key === key)?.choice ??
    index.triggers.find((trigger) => trigger.key === key);
  return node ? plainText(node.title) : null;
}

/** Everybody who is or was in the workspace, for naming those an entry tells of by id. */
export async function readHistoryPeople(ctx: Context): Promise<Record<string, PersonRef>> {
  const people = await ctx.db.person.findMany({
    where: { memberships: { some: { workspaceId: ctx.actor.workspaceId } } },
    select: { id: true, name: true, email: true },
    orderBy: { name: "asc" },
  });
  return Object.fromEntries(people.map((person) => [person.id, person]));
}

/** One of them; a stranger is nobody. */
export async function readHistoryPerson(ctx: Context, personId: string): Promise<Result<PersonRef>> {
  if (!may(ctx.actor, "workspace.read")) return runNotFound;
  const person = await ctx.db.person.findFirst({
    where: { id: personId, memberships: { some: { workspaceId: ctx.actor.workspaceId } } },
    select: { id: true, name: true, email: true },
  });
  return person ? accept(person) : runNotFound;
}
