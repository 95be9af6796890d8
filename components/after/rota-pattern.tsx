"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ComboboxMany } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useClock } from "@/components/ui/time";
import { liveAt } from "@/lib/domain/go-live";
import { recurringChecks } from "@/lib/domain/recurring-checks";
import { patternShifts, type Shift } from "@/lib/domain/rota";
import type { RunState } from "@/lib/domain/run-state";
import { instantIn, localText } from "@/lib/domain/zone-time";
import { peopleOptions } from "./people-options";

const dayMs = 86_400_000;

/** `8 h shifts of A, B and C, from now until the hourly checks end`: fills the list below, which can be changed then. */
export function RotaPattern({ state, onFill }: { state: RunState; onFill: (shifts: Shift[]) => void }) {
  const { timeZone } = useClock();
  const { people, run } = state.snapshot;
  const begins = liveAt(state) ?? (run.targetAt ? Date.parse(run.targetAt) : state.nowMs);
  const [picked, setPicked] = useState<string[]>([]);
  const [hours, setHours] = useState("8");
  const [from, setFrom] = useState(() => localText(new Date(Math.max(begins, state.nowMs)).toISOString(), timeZone));
  const [to, setTo] = useState(() => localText(new Date(watchedUntil(state, begins)).toISOString(), timeZone));
  const fill = () => {
    const [startsAt, until] = [instantIn(from, timeZone), instantIn(to, timeZone)];
    if (!startsAt || !until) return;
    const ids = picked.flatMap((email) => Object.values(people).find((person) => person.email === email)?.id ?? []);
    onFill(patternShifts({ people: ids, startsAt, hours: Number(hours), until, timeZone: run.timeZone }));
  };
  return (
    <fieldset className="rounded-md border p-3">
      <legend className="px-1 font-strong text-sm">Fill with a pattern</legend>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,1fr)_6rem]">
        <Field label="People, one after the other">
          <ComboboxMany
            label="People, one after the other"
            options={peopleOptions(people, null)}
            value={picked}
            onChange={setPicked}
          />
        </Field>
        <Field label="Hours each">
          <Input type="number" min={1} max={168} value={hours} onValueChange={setHours} />
        </Field>
      </div>
      <div className="mt-3 grid grid-cols-1 items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
        <Field label="From">
          <Input type="datetime-local" value={from} onValueChange={setFrom} />
        </Field>
        <Field label="Until">
          <Input type="datetime-local" value={to} onValueChange={setTo} />
        </Field>
        <Button onClick={fill} disabled={picked.length === 0 || !(Number(hours) >= 1)}>
          Fill
        </Button>
      </div>
    </fieldset>
  );
}

/** As long as something comes back within a day, but for a day at the least. */
function watchedUntil(state: RunState, begins: number): number {
  const ends = recurringChecks(state)
    .filter(({ recurs }) => recurs.everyMinutes < 1440)
    .flatMap(({ ends: of }) => (of ? [Date.parse(of.at)] : []));
  return Math.max(begins + dayMs, ...ends);
}
