import type { WorkLine } from "./my-work";

export const reviewNoteKinds = ["well", "badly", "action"] as const;
export type ReviewNoteKind = (typeof reviewNoteKinds)[number];

/** Said when looking back at a run; an action item has an owner, and is done one day. */
export type ReviewNote = {
  id: string;
  kind: ReviewNoteKind;
  text: string;
  byId: string;
  byName: string | null;
  at: string;
  ownerId: string | null;
  ownerName: string | null;
  dueAt: string | null;
  doneAt: string | null;
  /** Of an action item: it is proposed as an item of the template. */
  forTemplate: boolean;
  /** When it last said something else. */
  changedAt: string | null;
  version: number;
};

/** A note is its author's and the lead's to change, until what it asks for is done. */
export function mayChangeNote(
  note: Pick<ReviewNote, "byId" | "doneAt">,
  { personId, lead }: { personId: string; lead: boolean },
): boolean {
  return note.doneAt === null && (lead || note.byId === personId);
}

/** An action item as one thing to do; what hangs on it is its own time, not the target of a run that is over. */
export function actionLine(run: WorkLine["run"], { id, text, dueAt }: Pick<ReviewNote, "id" | "text" | "dueAt">) {
  return {
    kind: "action",
    run,
    key: id,
    title: text,
    severity: null,
    minutes: null,
    behindMinutes: 0,
    beginBy: dueAt,
    dueAt,
    others: [],
    link: null,
    left: null,
  } satisfies WorkLine;
}
