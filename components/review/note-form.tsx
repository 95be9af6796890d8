"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useClock } from "@/components/ui/time";
import type { ReviewNote, ReviewNoteKind } from "@/lib/domain/review-note";
import { instantIn, localText } from "@/lib/domain/zone-time";
import { peopleOptions } from "../after/people-options";
import { useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { noteKindWords } from "./chronicle-words";

/** One note at a time, or one that is said anew; an action item asks for its owner, and when it is due. */
export function NoteForm({ note, onDone }: { note?: ReviewNote; onDone?: () => void }) {
  const store = useRunStore();
  const router = useRouter();
  const { timeZone } = useClock();
  const people = useRun(({ snapshot }) => snapshot.people);
  const [kind, setKind] = useState<ReviewNoteKind>(note?.kind ?? "well");
  const [text, setText] = useState(note?.text ?? "");
  const [owner, setOwner] = useState<string | null>(() => people[note?.ownerId ?? ""]?.email ?? null);
  const [due, setDue] = useState(() => (note?.dueAt ? localText(note.dueAt, timeZone) : ""));
  const [forTemplate, setForTemplate] = useState(note?.forTemplate ?? false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const send = () => {
    const dueAt = due ? instantIn(due, timeZone) : null;
    if (!note) {
      const action = { owner, forTemplate, ...(dueAt ? { dueAt } : {}) };
      const body = { kind, text: text.trim(), ...(kind === "action" ? action : {}) };
      return sendToRun(store, "/review-notes", { body });
    }
    const action = { ...(owner === null ? {} : { owner }), dueAt, forTemplate };
    const body = { text: text.trim(), ...(kind === "action" ? action : {}), version: note.version };
    return sendToRun(store, `/review-notes/${note.id}`, { method: "PATCH", body });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return setError("Say what it was.");
    if (kind === "action" && owner === null && !note) return setError("Name who does it.");
    setBusy(true);
    const refused = await send().finally(() => setBusy(false));
    setError(refused);
    if (refused) return;
    if (!note) {
      setText("");
      setDue("");
      setForTemplate(false);
    }
    router.refresh();
    onDone?.();
  };
  return (
    <form
      onSubmit={submit}
      aria-label={note ? "Change the note" : "New note"}
      className="flex flex-col gap-3 border-t p-4 first:border-t-0 print:hidden"
    >
      {note ? null : (
        <Field label="Kind">
          <Select
            label="Kind of note"
            options={(["well", "badly", "action"] as const).map((value) => ({ value, label: noteKindWords[value] }))}
            value={kind}
            onChange={setKind}
          />
        </Field>
      )}
      <Field label={kind === "action" ? "What is to be done" : "What happened"} error={error}>
        <Input maxLength={2000} value={text} onValueChange={setText} />
      </Field>
      {kind === "action" ? (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Owner">
              <Combobox label="Owner" options={peopleOptions(people, null)} value={owner} onChange={setOwner} />
            </Field>
            <Field label="Due" optional>
              <Input type="datetime-local" value={due} onValueChange={setDue} />
            </Field>
          </div>
          <Checkbox
            checked={forTemplate}
            onChange={setForTemplate}
            label="Belongs in the template"
            hint="Once the run is over, it is proposed as an item of the next version."
          />
        </>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" busy={busy}>
          {note ? "Save" : "Add"}
        </Button>
        {note ? (
          <Button variant="ghost" onClick={onDone}>
            Cancel
          </Button>
        ) : null}
      </div>
    </form>
  );
}
