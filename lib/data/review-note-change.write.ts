import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { mayChangeNote, type ReviewNote, type ReviewNoteKind } from "@/lib/domain/review-note";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import type { ReviewNote as Row } from "./generated/client";
import { withNames } from "./review-note.read";
import { actionChange, invalid, named, readyFields } from "./review-note.write";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

/** `owner` is a mail address; what isn't given stays. */
export type ChangedNote = {
  text?: string | undefined;
  owner?: string | undefined;
  dueAt?: string | null | undefined;
  forTemplate?: boolean | undefined;
  version: number;
};

/** Says a note anew: its author or the lead. The history keeps what it said. */
export async function changeReviewNote(
  ctx: Context,
  runId: string,
  id: string,
  { version, text, ...more }: ChangedNote,
): Promise<Result<ReviewNote>> {
  return changeNote(ctx, runId, id, async (tx, before, workspaceId) => {
    const fields = await readyFields(tx, workspaceId, before.kind as ReviewNoteKind, more);
    if (!fields.ok) return fields;
    const [row] = await tx.reviewNote.updateManyAndReturn({
      where: { id, version, withdrawnAt: null, doneAt: null },
      data: {
        ...fields.value,
        ...(text === undefined ? {} : { text }),
        changedAt: ctx.now,
        version: { increment: 1 },
      },
    });
    if (!row) return overtaken(tx, before);
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "review.changed",
      subject: { kind: "review_note", key: id },
      change: { version: row.version, ...(row.kind === "action" ? actionChange(row) : {}) },
      text: row.text,
    });
    return named(tx, row);
  });
}

/** Takes a note back: its author or the lead; with a version only if it is still that one. The history keeps it. */
export async function withdrawReviewNote(
  ctx: Context,
  runId: string,
  id: string,
  version?: number | undefined,
): Promise<Result<null>> {
  return changeNote(ctx, runId, id, async (tx, before) => {
    const { count } = await tx.reviewNote.updateMany({
      where: { id, ...(version === undefined ? {} : { version }), withdrawnAt: null, doneAt: null },
      data: { withdrawnAt: ctx.now, version: { increment: 1 } },
    });
    if (count === 0) return overtaken(tx, before);
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "review.withdrawn",
      subject: { kind: "review_note", key: id },
      change: { kind: before.kind },
    });
    return accept(null);
  });
}

function changeNote<T>(
  ctx: Context,
  runId: string,
  id: string,
  work: (tx: Transaction, before: Row, workspaceId: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  return changeRun(
    ctx,
    runId,
    "review.change",
    async (tx, { run, facts }) => {
      const { person } = ctx.actor;
      const before = await tx.reviewNote.findFirst({ where: { id, runId, withdrawnAt: null } });
      if (!person) return runNotFound;
      if (!before) return invalid("id", "This run has no such note.");
      const doneAt = before.doneAt?.toISOString() ?? null;
      if (doneAt !== null) return refuse("already_done", "This action item is done: it stays as it was done.");
      const you = { personId: person.id, lead: facts.lead };
      if (!mayChangeNote({ byId: before.byId, doneAt }, you))
        return refuse("forbidden", "Whoever wrote it or the lead changes or withdraws a note.");
      return work(tx, before, run.workspaceId);
    },
    { closed: true },
  );
}

/** The row lock keeps everybody else out: it was another version before this call came. */
async function overtaken(tx: Transaction, row: Row) {
  const [current] = await withNames(tx, [row]);
  return refuse("conflict", "Somebody changed this note meanwhile. Look at what it says now.", { current });
}
