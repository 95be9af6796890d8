"use client";

import { Card, CardHeader } from "@/components/ui/card";
import type { ReviewNote } from "@/lib/domain/review-note";
import { useMayStill } from "../run/run-provider";
import { noteKindWords } from "./chronicle-words";
import { NoteForm } from "./note-form";
import { NoteLine } from "./note-line";
import { Untold } from "./untold";

const kinds = ["well", "badly", "action"] as const;

/** What people say about the run, and what is to be done about it, by whom. */
export function NotesCard({
  notes,
  untold,
  mine,
}: {
  notes: readonly ReviewNote[];
  /** Notes before these. */
  untold: number;
  mine: string;
}) {
  const may = useMayStill("review.note");
  const open = notes.filter(({ kind, doneAt }) => kind === "action" && doneAt === null);
  return (
    <Card flush aria-label="Review notes">
      <CardHeader title="Review notes" meta={open.length > 0 ? `${open.length} to do` : null} />
      <Untold entries={untold} of="note" plural="notes" />
      {notes.length === 0 ? (
        <p className="px-4 py-3 text-ink-2 text-sm">
          What went well, what went badly, and what is to be done about it. Action items stand in their owner’s work
          until they are done.
        </p>
      ) : null}
      {kinds
        .map((kind) => ({ kind, of: notes.filter((note) => note.kind === kind) }))
        .filter(({ of }) => of.length > 0)
        .map(({ kind, of }) => (
          <section key={kind} aria-label={noteKindWords[kind]}>
            <h3 className="bg-sunk px-4 py-1.5 font-strong text-sm">{noteKindWords[kind]}</h3>
            <ul>
              {of.map((note) => (
                <NoteLine key={note.id} note={note} mine={mine} />
              ))}
            </ul>
          </section>
        ))}
      {may ? <NoteForm /> : null}
    </Card>
  );
}
