"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ReviewNoteKind } from "@/lib/domain/review-note";
import { peopleOptions } from "../after/people-options";
import { useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { noteKindWords } from "./chronicle-words";

/** One note at a time; an action item asks for its owner, and when it is due. */
export function NoteForm() {
  const store = useRunStore();
  const router = useRouter();
  const people = useRun(({ snapshot }) => snapshot.people);
  const [kind, setKind] = useState<ReviewNoteKind>("well");
  const [text, setText] = useState("");
  const [owner, setOwner] = useState<string | null>(null);
  const [due, setDue] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return setError("Say what it was.");
    if (kind === "action" && owner === null) return setError("Name who does it.");
    const more = kind === "action" ? { owner, ...(due ? { dueAt: new Date(due).toISOString() } : {}) } : {};
    setBusy(true);
    const body = { kind, text: text.trim(), ...more };
    const refused = await sendToRun(store, "/review-notes", { body }).finally(() => setBusy(false));
    setError(refused);
    if (refused) return;
    setText("");
    setDue("");
    router.refresh();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 border-t p-4 print:hidden">
      <Field label="Kind">
        <Select
          label="Kind of note"
          options={(["well", "badly", "action"] as const).map((value) => ({ value, label: noteKindWords[value] }))}
          value={kind}
          onChange={setKind}
        />
      </Field>
      <Field label={kind === "action" ? "What is to be done" : "What happened"} error={error}>
        <Input maxLength={2000} value={text} onValueChange={setText} />
      </Field>
      {kind === "action" ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Owner">
            <Combobox label="Owner" options={peopleOptions(people, null)} value={owner} onChange={setOwner} />
          </Field>
          <Field label="Due" optional>
            <Input type="datetime-local" value={due} onValueChange={setDue} />
          </Field>
        </div>
      ) : null}
      <Button type="submit" busy={busy} className="self-start">
        Add
      </Button>
    </form>
  );
}
