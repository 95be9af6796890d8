"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { count } from "@/lib/domain/plain-text";
import { reschedule } from "@/lib/domain/reschedule";
import type { RunState } from "@/lib/domain/run-state";
import { instantIn, localText } from "@/lib/domain/zone-time";
import { useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { TargetPreview } from "./target-preview";

/** Another target, with what it moves and what would be late by it, before anything is written. */
export function MoveTarget({ state, onClose }: { state: RunState; onClose: () => void }) {
  const store = useRunStore();
  const { timeZone } = useClock();
  const { run } = state.snapshot;
  const [text, setText] = useState(() => localText(run.targetAt, timeZone));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const to = instantIn(text, timeZone);
  const preview = to === null ? null : reschedule(state, to);
  const submit = async () => {
    if (to === null) return setError("Say which day and time.");
    setBusy(true);
    const refused = await sendToRun(store, "", { method: "PATCH", body: { targetAt: to } }).finally(() =>
      setBusy(false),
    );
    setError(refused);
    if (refused) return;
    notify({ title: "Target moved", tone: "good" });
    onClose();
  };
  return (
    <FormDialog
      title={run.targetAt ? "Move the target" : "Set a target"}
      description="What counts from the target moves with it. Times set by hand, and what counts from going live, stay."
      size="lg"
      action={preview && preview.moves.length > 0 ? `Move it and ${count(preview.moves.length, "item")}` : "Move it"}
      busy={busy}
      disabled={to === run.targetAt}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={`Target (${timeZone === "UTC" ? "UTC" : `your time, ${timeZone.replaceAll("_", " ")}`})`}
        error={error}
      >
        <Input type="datetime-local" required value={text} onValueChange={setText} />
      </Field>
      {preview && to !== run.targetAt ? <TargetPreview preview={preview} /> : null}
    </FormDialog>
  );
}
