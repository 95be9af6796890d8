"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { useClock } from "@/components/ui/time";
import { formatDate } from "@/components/ui/time-format";
import { timeScales } from "@/lib/domain/hold";
import { count } from "@/lib/domain/plain-text";

type Props = { on: boolean; scale: string; onSwitch: (on: boolean) => void; onScale: (scale: string) => void };

/** A run that is only practised: marked everywhere, its holds as much faster as asked for. */
export function RehearsalField({ on, scale, onSwitch, onScale }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <Switch
        checked={on}
        onChange={onSwitch}
        label="This is a rehearsal"
        hint="It stays one to its end: marked on every page, and no pipeline gets a GO from it."
      />
      {on ? (
        <Field label="Holds and reaction times pass" className="sm:max-w-60">
          <Select
            value={scale}
            onChange={onScale}
            options={timeScales.map((times) => ({
              value: String(times),
              label: times === 1 ? "As fast as in reality" : `${times} times faster`,
            }))}
          />
        </Field>
      ) : null}
    </div>
  );
}

/** A rehearsal of this template was played: what it took is a better guess than the template's. */
export function RehearsedField({ at, items, on, onChange }: RehearsedProps) {
  const { timeZone } = useClock();
  return (
    <Checkbox
      checked={on}
      onChange={onChange}
      label={`Estimate ${count(items, "item")} as the rehearsal of ${formatDate(at, timeZone)} took`}
      hint="What people did, at its own speed; holds as long as they really last. The others keep the template’s estimate."
    />
  );
}

type RehearsedProps = { at: string; items: number; on: boolean; onChange: (on: boolean) => void };
