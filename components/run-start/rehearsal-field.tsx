"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { timeScales } from "@/lib/domain/hold";

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
