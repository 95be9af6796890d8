import type { WorkLine } from "@/lib/domain/my-work";
import { actionLine, type ReviewNote, type ReviewNoteKind } from "@/lib/domain/review-note";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import type { ReviewNote as Row } from "./generated/client";

export const mostNotes = 500;

/** What was said about a run last, in the order it was said, and how much was said before it. Scope is the caller's. */
export async function readReviewNotes(
  db: Database,
  runId: string,
): Promise<{ notes: ReviewNote[]; untoldNotes: number }> {
  const where = { runId, withdrawnAt: null };
  const rows = await db.reviewNote.findMany({ where, orderBy: [{ at: "desc" }, { id: "desc" }], take: mostNotes });
  const all = rows.length < mostNotes ? rows.length : await db.reviewNote.count({ where });
  return { notes: await withNames(db, rows.reverse()), untoldNotes: Math.max(0, all - rows.length) };
}

export async function withNames(db: Database | Transaction, rows: readonly Row[]): Promise<ReviewNote[]> {
  const ids = rows.flatMap(({ byId, ownerId }) => (ownerId === null ? [byId] : [byId, ownerId]));
  const people = await db.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ id, kind, text, byId, at, ownerId, dueAt, doneAt, forTemplate, changedAt, version }) => ({
    id,
    kind: kind as ReviewNoteKind,
    text,
    byId,
    byName: names.get(byId) ?? null,
    at: at.toISOString(),
    ownerId,
    ownerName: ownerId === null ? null : (names.get(ownerId) ?? null),
    dueAt: dueAt?.toISOString() ?? null,
    doneAt: doneAt?.toISOString() ?? null,
    forTemplate,
    changedAt: changedAt?.toISOString() ?? null,
    version,
  }));
}

const most = 200;

/** Action items somebody owes, of open and closed runs alike. */
export async function readActionsOwed({ actor, db }: Context): Promise<WorkLine[]> {
  if (!actor.person) return [];
  const rows = await db.reviewNote.findMany({
    where: { ownerId: actor.person.id, doneAt: null, withdrawnAt: null, run: { workspaceId: actor.workspaceId } },
    include: { run: { select: { id: true, name: true, environment: true, targetAt: true, rehearsal: true } } },
    orderBy: [{ dueAt: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    take: most,
  });
  return rows.map(({ id, text, dueAt, run: { targetAt, ...run } }) =>
    actionLine(
      { ...run, targetAt: targetAt?.toISOString() ?? null },
      { id, text, dueAt: dueAt?.toISOString() ?? null },
    ),
  );
}
