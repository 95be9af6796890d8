"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { newKey } from "@/components/client/api";
import { Button, IconButton } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Refused } from "@/components/ui/refused";
import { useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { liveAt } from "@/lib/domain/go-live";
import { rotaChanges, rotaProblem, type Shift } from "@/lib/domain/rota";
import type { RunState } from "@/lib/domain/run-state";
import { instantIn, localText } from "@/lib/domain/zone-time";
import { useRunStore } from "../run/run-provider";
import { sendForRefusal } from "../run/run-send";
import { rotaPeople } from "./people-options";
import { RotaConflict } from "./rota-conflict";
import { draftOf, type ShiftDraft, shiftsOf } from "./rota-draft";
import { RotaPattern } from "./rota-pattern";

/** A rota with the version of the run it stands in. */
type Stood = { version: number; shifts: readonly Shift[] };

/** The whole rota of a run, shift by shift or filled by a pattern. Saved at once or not at all, and over nobody's change unseen. */
export function RotaDialog({ state, onClose }: { state: RunState; onClose: () => void }) {
  const store = useRunStore();
  const { timeZone } = useClock();
  const { people, run, shifts } = state.snapshot;
  const draftsOf = (stood: readonly Shift[]) => stood.map((shift) => draftOf(shift, people, timeZone));
  const [base, setBase] = useState<Stood>(() => ({ version: run.version, shifts }));
  const [theirs, setTheirs] = useState<Stood | null>(null);
  const [rows, setRows] = useState(() => draftsOf(shifts));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const set = (id: string, part: Partial<ShiftDraft>) =>
    setRows((before) => before.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => {
    const last = rows.at(-1);
    const from = last?.to ?? localText(new Date(liveAt(state) ?? state.nowMs).toISOString(), timeZone);
    const start = instantIn(from, timeZone);
    const end = start === null ? null : new Date(Date.parse(start) + 8 * 3_600_000).toISOString();
    setRows([...rows, { id: newKey(), person: null, from, to: localText(end, timeZone), stood: null }]);
  };
  const send = async (made: readonly object[], stood: Stood): Promise<string | undefined> => {
    const body = { shifts: made, version: stood.version };
    const refused = await sendForRefusal(store, "/rota", { method: "PUT", body });
    if (refused?.code !== "conflict" || !isStood(refused.current)) return refused?.message;
    const { gone, fresh } = rotaChanges(stood.shifts, refused.current.shifts);
    // Something else of the run was changed: nothing of the rota would be lost.
    if (gone.length + fresh.length === 0) return send(made, refused.current);
    setTheirs(refused.current);
    return "";
  };
  const submit = async () => {
    const made = shiftsOf(rows, timeZone);
    if (made === null) return setError("Each shift needs a person, a start and an end.");
    const problem = rotaProblem(made.map(({ person, ...times }) => ({ personId: person, ...times })));
    if (problem) return setError(problem);
    setBusy(true);
    const refused = await send(made, theirs ?? base).finally(() => setBusy(false));
    setError(refused);
    if (refused !== undefined) return;
    notify({ title: "Rota saved", tone: "good" });
    onClose();
  };
  const take = (stood: Stood) => {
    setBase(stood);
    setTheirs(null);
    setRows(draftsOf(stood.shifts));
  };
  return (
    <FormDialog
      title="Rota"
      description={`Who has the checks when, one at a time. Times are ${timeZone === "UTC" ? "UTC" : `yours, ${timeZone.replaceAll("_", " ")}`}. Whoever is on the rota may tick in this run.`}
      size="lg"
      action={theirs ? "Save mine over it" : "Save rota"}
      tone={theirs ? "danger" : "primary"}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Refused>{error}</Refused>
      {theirs ? (
        <RotaConflict before={base.shifts} theirs={theirs.shifts} people={people} onTake={() => take(theirs)} />
      ) : null}
      <RotaPattern state={state} onFill={(filled) => setRows(draftsOf(filled))} />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-strong text-sm">Shifts</legend>
        {rows.map((row, n) => (
          <div
            key={row.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 border-b pb-2 sm:grid-cols-[minmax(0,1fr)_auto_auto_auto] sm:border-0 sm:pb-0"
          >
            <Combobox
              label={`Person of shift ${n + 1}`}
              options={rotaPeople(people, row.person)}
              value={row.person}
              onChange={(person) => set(row.id, { person })}
            />
            <Input
              type="datetime-local"
              aria-label={`Start of shift ${n + 1}`}
              value={row.from}
              onValueChange={(from) => set(row.id, { from })}
              className="max-sm:col-start-1"
            />
            <Input
              type="datetime-local"
              aria-label={`End of shift ${n + 1}`}
              value={row.to}
              onValueChange={(to) => set(row.id, { to })}
              className="max-sm:col-start-1"
            />
            <IconButton
              label={`Remove shift ${n + 1}`}
              className="max-sm:col-start-2 max-sm:row-start-1"
              onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
            >
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          </div>
        ))}
        {rows.length === 0 ? <p className="text-ink-2 text-sm">No shifts yet.</p> : null}
        <Button variant="ghost" className="w-fit" icon={<Plus aria-hidden className="size-4" />} onClick={add}>
          Add a shift
        </Button>
      </fieldset>
    </FormDialog>
  );
}

function isStood(current: unknown): current is Stood {
  return typeof current === "object" && current !== null && "shifts" in current && "version" in current;
}
