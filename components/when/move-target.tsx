"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { count } from "@/lib/domain/plain-text";
import { type Moved, reschedule } from "@/lib/domain/reschedule";
import type { RunState } from "@/lib/domain/run-state";
import { instantIn, localText } from "@/lib/domain/zone-time";
import { useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { RunTime } from "../run/run-time";

const shown = 12;

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
      {preview && to !== run.targetAt ? (
        <div aria-live="polite" className="flex flex-col gap-3">
          {preview.becomesLate.length > 0 ? (
            <Notice tone="no" title={`${count(preview.becomesLate.length, "item")} would be late`}>
              <Titles moves={preview.becomesLate} />
            </Notice>
          ) : (
            <Notice tone="go">Nothing that is open would be late by it.</Notice>
          )}
          {preview.moves.length > 0 ? (
            <Moves moves={preview.moves} />
          ) : (
            <p className="text-sm">No item counts from the target.</p>
          )}
          {preview.stays.length > 0 ? (
            <p className="text-ink-2 text-sm">
              {count(preview.stays.length, "item stays", "items stay")} where{" "}
              {preview.stays.length === 1 ? "it is" : "they are"}:{" "}
              {preview.stays
                .slice(0, 4)
                .map(({ title }) => title)
                .join(", ")}
              {preview.stays.length > 4 ? ` and ${preview.stays.length - 4} more` : ""}.
            </p>
          ) : null}
        </div>
      ) : null}
    </FormDialog>
  );
}

function Titles({ moves }: { moves: readonly Moved[] }) {
  const names = moves.slice(0, 5).map(({ title }) => title);
  return (
    <p className="wrap-anywhere">
      {names.join(", ")}
      {moves.length > names.length ? ` and ${moves.length - names.length} more` : ""}
    </p>
  );
}

/** Items that move alike stand in one line: a checklist has dozens of them and few moments. */
function Moves({ moves }: { moves: readonly Moved[] }) {
  const groups = [...Map.groupBy(moves, ({ from, to }) => `${from} ${to}`).values()];
  return (
    <table className="w-full text-left text-sm">
      <caption className="sr-only">What moves</caption>
      <thead className="text-ink-2 text-xs">
        <tr>
          <th className="py-1 pr-3 font-normal">Items</th>
          <th className="py-1 pr-3 font-normal">From</th>
          <th className="py-1 font-normal">To</th>
        </tr>
      </thead>
      <tbody className="align-top">
        {groups.slice(0, shown).map((of) => {
          const [first] = of;
          return first ? (
            <tr key={`${first.from} ${first.to}`} className="border-t">
              <td className="wrap-anywhere py-1.5 pr-3">
                {first.title}
                {of.length > 1 ? <span className="text-ink-3"> and {of.length - 1} more</span> : null}
              </td>
              <td className="py-1.5 pr-3 text-ink-2">{first.from ? <RunTime at={first.from} /> : "no time"}</td>
              <td className={first.late ? "py-1.5 text-no" : "py-1.5"}>
                <RunTime at={first.to} />
                {first.late ? " (past)" : ""}
              </td>
            </tr>
          ) : null;
        })}
      </tbody>
    </table>
  );
}
