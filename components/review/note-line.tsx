"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { notify } from "@/components/ui/toast";
import { mayChangeNote, type ReviewNote } from "@/lib/domain/review-note";
import { useMayStill, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { RunTime } from "../run/run-time";
import { NoteForm } from "./note-form";

/** A note with who said it, or for an action item who does it; its author and the lead change or withdraw it. */
export function NoteLine({ note, mine }: { note: ReviewNote; mine: string }) {
  const { id, kind, text, byName, ownerId, ownerName, dueAt, doneAt, forTemplate, changedAt } = note;
  const store = useRunStore();
  const router = useRouter();
  const lead = useRun(({ snapshot }) => snapshot.run.leadId === mine);
  const mayChange = useMayStill("review.change") && mayChangeNote(note, { personId: mine, lead });
  const [busy, setBusy] = useState(false);
  const [changing, setChanging] = useState(false);
  const finish = async () => {
    setBusy(true);
    const refused = await sendToRun(store, `/review-notes/${id}/done`, { body: {} }).finally(() => setBusy(false));
    if (refused) notify({ title: refused, tone: "bad" });
    router.refresh();
  };
  const withdraw = async () => {
    const path = `/review-notes/${id}?version=${note.version}`;
    const refused = await sendToRun(store, path, { method: "DELETE", body: {} });
    router.refresh();
    return refused;
  };
  if (changing)
    return (
      <li className="border-t first:border-t-0">
        <NoteForm note={note} onDone={() => setChanging(false)} />
      </li>
    );
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-t px-4 py-2.5 text-sm first:border-t-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="wrap-anywhere">{text}</p>
        <p className="text-ink-3 text-xs">
          {kind === "action" ? (ownerName ?? "Somebody who left") : byName}
          <When word="due" at={dueAt} />
          <When word="done" at={doneAt} />
          <When word="changed" at={changedAt} />
        </p>
        {forTemplate ? <Badge tone="accent">belongs in the template</Badge> : null}
      </div>
      <div className="flex flex-wrap items-center gap-1 print:hidden">
        {mayChange ? (
          <>
            <Button size="sm" variant="ghost" onClick={() => setChanging(true)} aria-label={`Change: ${text}`}>
              Change
            </Button>
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="ghost" aria-label={`Withdraw: ${text}`}>
                  Withdraw…
                </Button>
              }
              title="Withdraw this note?"
              description="It leaves the review and its owner’s work. The history keeps what it said."
              action="Withdraw"
              onConfirm={withdraw}
            />
          </>
        ) : null}
        {kind === "action" && doneAt === null && (lead || ownerId === mine) ? (
          <Button size="sm" busy={busy} onClick={finish} aria-label={`Done: ${text}`}>
            Done
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function When({ word, at }: { word: string; at: string | null }) {
  if (at === null) return null;
  return (
    <>
      , {word} <RunTime at={at} />
    </>
  );
}
