import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ReviewNote, ReviewNoteKind } from "@/lib/domain/review-note";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import type { ReviewNote as Row } from "./generated/client";
import { withNames } from "./review-note.read";
import { findMember } from "./roster.read";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

/** `owner` is a mail address. */
export type NewReviewNote = {
  kind: ReviewNoteKind;
  text: string;
  owner?: string | undefined;
  dueAt?: string | undefined;
  forTemplate?: boolean | undefined;
};

/** Writes down what went well or badly, or what is to be done about it; also once the run is closed. */
export async function addReviewNote(ctx: Context, runId: string, input: NewReviewNote): Promise<Result<ReviewNote>> {
  return changeRun(
    ctx,
    runId,
    "review.note",
    async (tx, { run }) => {
      const { person } = ctx.actor;
      if (!person) return runNotFound;
      if (input.kind === "action" && input.owner === undefined)
        return invalid("owner", "Name who does it: the mail address of a person.");
      const fields = await readyFields(tx, run.workspaceId, input.kind, input);
      if (!fields.ok) return fields;
      const row = await tx.reviewNote.create({
        data: { runId, kind: input.kind, text: input.text, byId: person.id, at: ctx.now, ...fields.value },
      });
      await auditRun(tx, ctx.actor, runId, ctx.now, {
        action: "review.noted",
        subject: { kind: "review_note", key: row.id },
        change: { kind: row.kind, ...(row.kind === "action" ? actionChange(row) : {}) },
        text: row.text,
      });
      return named(tx, row);
    },
    { closed: true },
  );
}

/** Notes that an action item is done: its owner's, or the lead's. */
export async function finishReviewAction(ctx: Context, runId: string, id: string): Promise<Result<ReviewNote>> {
  return changeRun(
    ctx,
    runId,
    "review.finish",
    async (tx, { facts }) => {
      const { person } = ctx.actor;
      if (!person) return runNotFound;
      const before = await tx.reviewNote.findFirst({ where: { id, runId, kind: "action", withdrawnAt: null } });
      if (!before) return invalid("id", "This run has no such action item.");
      if (before.ownerId !== person.id && !may(ctx.actor, "gate.declare", facts))
        return refuse("forbidden", "Its owner or the lead says that it is done.");
      const [row] = await tx.reviewNote.updateManyAndReturn({
        where: { id, doneAt: null },
        data: { doneAt: ctx.now, doneById: person.id },
      });
      if (!row) return refuse("already_done", "This action item is done already.");
      await auditRun(tx, ctx.actor, runId, ctx.now, {
        action: "review.done",
        subject: { kind: "review_note", key: id },
      });
      return named(tx, row);
    },
    { closed: true },
  );
}

/** The fields only an action item has, as the row keeps them; what isn't given isn't there. */
export async function readyFields(
  tx: Transaction,
  workspaceId: string,
  kind: ReviewNoteKind,
  input: { owner?: string | undefined; dueAt?: string | null | undefined; forTemplate?: boolean | undefined },
): Promise<Result<{ ownerId?: string; dueAt?: Date | null; forTemplate?: boolean }>> {
  const { owner, dueAt, forTemplate } = input;
  if (kind !== "action" && (owner !== undefined || dueAt !== undefined || forTemplate !== undefined))
    return invalid("kind", "Only an action item has an owner, a due time and a place in the template.");
  const found = owner === undefined ? undefined : await findMember(tx, workspaceId, owner);
  if (found === null) return invalid("owner", `${owner} is nobody of this workspace who can do it.`);
  return accept({
    ...(found ? { ownerId: found.id } : {}),
    ...(dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) }),
    ...(forTemplate === undefined ? {} : { forTemplate }),
  });
}

export function actionChange({ ownerId, dueAt, forTemplate }: Row) {
  return { ownerId, dueAt: dueAt?.toISOString() ?? null, forTemplate };
}

export async function named(tx: Transaction, row: Row): Promise<Result<ReviewNote>> {
  const [note] = await withNames(tx, [row]);
  return note ? accept(note) : runNotFound;
}

export function invalid(path: string, message: string) {
  return refuse("invalid_input", message, { problems: [{ path, message }] });
}
