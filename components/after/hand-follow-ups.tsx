"use client";

import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import { count } from "@/lib/domain/plain-text";
import type { RunState } from "@/lib/domain/run-state";
import { useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { peopleOptions } from "./people-options";

type Props = {
  state: RunState;
  items: readonly { key: string; title: string }[];
  onClose: () => void;
  onDone: () => void;
};

/** To a person, who has to accept, or to where it goes on elsewhere: the run can be closed then. */
export function HandFollowUps({ state, items, onClose, onDone }: Props) {
  const store = useRunStore();
  const [to, setTo] = useState<string | null>(null);
  const [link, setLink] = useState("");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async () => {
    const where = to !== null ? { to } : link.trim() !== "" ? { link: link.trim() } : null;
    if (!where) return setError("Name a person, or the link under which it goes on.");
    setBusy(true);
    const body = { items: items.map(({ key }) => key), ...where, ...(note.trim() ? { note: note.trim() } : {}) };
    const refused = await sendToRun(store, "/follow-ups/hand-over", { body }).finally(() => setBusy(false));
    setError(refused);
    if (refused) return;
    notify({ title: to ? "Handed over. It counts once they accept." : "Handed over", tone: "good" });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={`Hand over ${count(items.length, "follow-up")}`}
      description={items.map(({ title }) => title).join(", ")}
      action="Hand over"
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="To a person" optional error={error} hint="They accept it; until then it stays open here.">
        <Combobox
          label="To a person"
          options={peopleOptions(state.snapshot.people, null)}
          value={to}
          onChange={setTo}
        />
      </Field>
      <Field label="Or to a link" optional hint="A ticket in your tracker, say. It counts at once.">
        <Input
          type="url"
          placeholder="https://tracker.example.com/OPS-123"
          disabled={to !== null}
          value={link}
          onValueChange={setLink}
        />
      </Field>
      <Field label="Note" optional>
        <Input maxLength={1000} value={note} onValueChange={setNote} />
      </Field>
    </FormDialog>
  );
}
