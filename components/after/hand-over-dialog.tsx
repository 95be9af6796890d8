"use client";

import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Textarea } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import { currentSheet } from "@/lib/domain/after-view";
import { refuseHandover } from "@/lib/domain/handover-decision";
import { onDuty } from "@/lib/domain/rota";
import type { RunState } from "@/lib/domain/run-state";
import { useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { peopleOptions } from "./people-options";
import { SheetView } from "./sheet-view";

/** Hands the checks over with the sheet as it stands; proposed is whose shift it is by now, else the next on the rota. */
export function HandOverDialog({
  state,
  next,
  onClose,
}: {
  state: RunState;
  next: string | null;
  onClose: () => void;
}) {
  const store = useRunStore();
  const you = useRun((run) => run.you.personId);
  const { people } = state.snapshot;
  const now = onDuty(state.snapshot.shifts, state.nowMs);
  const proposed = now && you !== null && refuseHandover(state, you, next ?? "") ? now.personId : next;
  const [to, setTo] = useState(proposed && proposed !== you ? (people[proposed]?.email ?? null) : null);
  const [notes, setNotes] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const sheet = currentSheet(state);
  const submit = async () => {
    if (to === null) return setError("Say who takes it over.");
    setBusy(true);
    const refused = await sendToRun(store, "/handovers", { body: { to, notes } }).finally(() => setBusy(false));
    setError(refused);
    if (refused) return;
    notify({ title: "Handed over. They have it once they take it over.", tone: "good" });
    onClose();
  };
  return (
    <FormDialog
      title="Hand the shift over"
      description={`Whoever takes it over sees this sheet and your notes. From then on the rota names them, until ${now ? "this shift ends" : "the next shift or the last check"}; checks assigned by name stay as they are.`}
      action="Hand over"
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="To" error={error}>
        <Combobox label="To" options={peopleOptions(people, you)} value={to} onChange={setTo} />
      </Field>
      <Field label="Notes" optional hint="What to watch, what you tried, who to ask.">
        <Textarea rows={4} maxLength={4000} value={notes} onChange={(event) => setNotes(event.target.value)} />
      </Field>
      {sheet ? <SheetView sheet={sheet} /> : null}
    </FormDialog>
  );
}
