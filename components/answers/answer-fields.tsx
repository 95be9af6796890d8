"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Variable } from "@/lib/domain/template";
import { longestValue } from "@/lib/domain/variable";

export type AskedVariable = Omit<Variable, "lines" | "written">;

type Props = {
  variables: readonly AskedVariable[];
  value: Readonly<Record<string, string>>;
  onChange: (name: string, text: string) => void;
  errorAt?: (path: string) => string | undefined;
};

/** Nothing chosen, where an answer may be left open. */
const open = "";

/** A field for each variable of a template: one of its options, or words. */
export function AnswerFields({ variables, value, onChange, errorAt }: Props) {
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {variables.map(({ key, label, hint, options, required, default: usual }) => (
        <Field
          key={key}
          label={label}
          optional={!required}
          hint={hint ?? (usual && !options ? `Usually ${usual}.` : undefined)}
          error={errorAt?.(`answers.${key}`)}
        >
          {options ? (
            <Select
              name={`answers.${key}`}
              options={[
                ...(required ? [] : [{ value: open, label: "Not decided yet" }]),
                ...options.map((option) => ({ value: option, label: option })),
              ]}
              value={value[key] ?? (required ? null : open)}
              onChange={(text) => onChange(key, text)}
              placeholder="Choose one"
            />
          ) : (
            <Input
              name={`answers.${key}`}
              required={required === true}
              maxLength={longestValue}
              value={value[key] ?? ""}
              onValueChange={(text) => onChange(key, text)}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
