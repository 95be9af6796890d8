"use client";

import type { Expectation } from "@/lib/domain/template-leaves";
import { ChoiceField, NumberField, TextField } from "./inspector-fields";

type Props = { value: Expectation | undefined; set: (fields: { expectation: Expectation | undefined }) => void };

const comparators = (["<", "<=", ">", ">=", "="] as const).map((value) => ({ value, label: value }));

/** What a measured value is judged by; without a metric nothing is measured. */
export function ExpectationFields({ value, set }: Props) {
  const expect = (fields: Partial<Expectation>) =>
    set({ expectation: { metric: "", comparator: "<", value: 0, unit: "", ...value, ...fields } });
  return (
    <fieldset className="rounded-md border p-3">
      <legend className="px-1 font-strong text-sm">Value to measure</legend>
      <div className="flex flex-col gap-3">
        <TextField
          label="Metric"
          max={200}
          value={value?.metric}
          onChange={(metric) => (metric === undefined ? set({ expectation: undefined }) : expect({ metric }))}
        />
        {value ? (
          <div className="grid grid-cols-3 gap-2">
            <ChoiceField
              label="Is"
              value={value.comparator}
              options={comparators}
              onChange={(comparator) => expect({ comparator: comparator ?? "<" })}
            />
            <NumberField label="Value" value={value.value} onChange={(next) => expect({ value: next ?? 0 })} />
            <TextField label="Unit" max={40} value={value.unit} onChange={(unit) => expect({ unit: unit ?? "" })} />
          </div>
        ) : null}
      </div>
    </fieldset>
  );
}
