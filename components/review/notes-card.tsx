"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { notify } from "@/components/ui/toast";
import type { ReviewNote } from "@/lib/domain/review-note";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { RunTime } from "../run/run-time";
import { noteKindWords } from "./chronicle-words";
import { NoteForm } from "./note-form";

const kinds = ["well", "badly", "action"] as const;

/** What people say about the run, and what is to be done about it, by whom. */
export function NotesCard({ notes, mine }: { notes: readonly ReviewNote[]; mine: string }) {
  const may = useMay("review.note");
  const open = notes.filter(({ kind, doneAt }) => kind === "action" && doneAt === null);
  return (
    <Card flush aria-label="Review notes">
      <CardHeader title="Review notes" meta={open.length > 0 ? `${open.length} to do` : null} />
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

function NoteLine({ note, mine }: { note: ReviewNote; mine: string }) {
  const { id, kind, text, byName, ownerId, ownerName, dueAt, doneAt } = note;
  const store = useRunStore();
  const router = useRouter();
  const lead = useRun(({ snapshot }) => snapshot.run.leadId === mine);
  const [busy, setBusy] = useState(false);
  const finish = async () => {
    setBusy(true);
    const refused = await sendToRun(store, `/review-notes/${id}/done`, { body: {} }).finally(() => setBusy(false));
    if (refused) notify({ title: refused, tone: "bad" });
    router.refresh();
  };
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-t px-4 py-2.5 text-sm first:border-t-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="wrap-anywhere">{text}</p>
        <p className="text-ink-3 text-xs">
          {kind === "action" ? (ownerName ?? "Somebody who left") : byName}
          {dueAt === null ? null : (
            <>
              , due <RunTime at={dueAt} />
            </>
          )}
          {doneAt === null ? null : (
            <>
              , done <RunTime at={doneAt} />
            </>
          )}
        </p>
      </div>
      {kind === "action" && doneAt === null && (lead || ownerId === mine) ? (
        <Button size="sm" busy={busy} onClick={finish} aria-label={`Done: ${text}`} className="print:hidden">
          Done
        </Button>
      ) : null}
    </li>
  );
}
