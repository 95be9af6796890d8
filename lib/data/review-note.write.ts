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
      const action = input.kind === "action";
      if (!action && (input.owner !== undefined || input.dueAt !== undefined))
        return invalid("kind", "Only an action item has an owner and a due time.");
      if (action && input.owner === undefined)
        return invalid("owner", "Name who does it: the mail address of a person.");
      const owner = input.owner === undefined ? null : await findMember(tx, run.workspaceId, input.owner);
      if (action && !owner) return invalid("owner", `${input.owner} is nobody of this workspace who can do it.`);
      const row = await tx.reviewNote.create({
        data: {
          runId,
          kind: input.kind,
          text: input.text,
          byId: person.id,
          at: ctx.now,
          ownerId: owner?.id ?? null,
          dueAt: input.dueAt ? new Date(input.dueAt) : null,
        },
      });
      await auditRun(tx, ctx.actor, runId, ctx.now, {
        action: "review.noted",
        subject: { kind: "review_note", key: row.id },
        change: { kind: row.kind, ...(action ? { ownerId: row.ownerId, dueAt: input.dueAt ?? null } : {}) },
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
      const before = await tx.reviewNote.findFirst({ where: { id, runId, kind: "action" } });
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

async function named(tx: Transaction, row: Row): Promise<Result<ReviewNote>> {
  const [note] = await withNames(tx, [row]);
  return note ? accept(note) : runNotFound;
}

function invalid(path: string, message: string) {
  return refuse("invalid_input", message, { problems: [{ path, message }] });
}
