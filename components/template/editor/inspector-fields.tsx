"use client";

import { type ReactNode, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";

type Of<T> = { label: string; hint?: ReactNode; value: T; onChange: (value: T) => void };

/** A text; emptied it is no longer stated. */
export function TextField({
  label,
  hint,
  value,
  onChange,
  rows,
  max = 400,
}: Of<string | undefined> & { rows?: number; max?: number }) {
  const change = (next: string) => onChange(next === "" ? undefined : next);
  return (
    <Field label={label} hint={hint}>
      {rows ? (
        <Textarea
          rows={rows}
          value={value ?? ""}
          onChange={(event) => change(event.currentTarget.value)}
          className="font-mono text-xs"
        />
      ) : (
        <Input maxLength={max} value={value ?? ""} onValueChange={change} />
      )}
    </Field>
  );
}

/** A number above `least`; what is no such number is not taken over, and said. */
export function NumberField({
  label,
  hint,
  value,
  onChange,
  least = 0,
  most,
}: Of<number | undefined> & { least?: number; most?: number }) {
  const [typed, setTyped] = useState<string>();
  const read = (text: string) => {
    const number = Number(text.replace(",", "."));
    return text.trim() !== "" && Number.isFinite(number) && number >= least && number <= (most ?? 525_600)
      ? number
      : null;
  };
  const wrong = typed !== undefined && typed.trim() !== "" && read(typed) === null;
  return (
    <Field
      label={label}
      hint={hint}
      error={wrong ? `Expected a number from ${least}${most === undefined ? "" : ` to ${most}`}.` : undefined}
    >
      <Input
        inputMode="decimal"
        value={typed ?? (value === undefined ? "" : String(value))}
        onValueChange={(text) => {
          setTyped(text);
          const number = read(text);
          if (text.trim() === "") onChange(undefined);
          else if (number !== null) onChange(number);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </Field>
  );
}

/** One of a few; `none` is the words for leaving it open. */
export function ChoiceField<T extends string>({
  label,
  hint,
  value,
  onChange,
  options,
  none,
}: Of<T | undefined> & { options: readonly SelectOption<T>[]; none?: string }) {
  const all: SelectOption<T | "">[] = none === undefined ? [...options] : [{ value: "", label: none }, ...options];
  return (
    <Field label={label} hint={hint}>
      <Select<T | "">
        label={label}
        options={all}
        value={value ?? ""}
        onChange={(next) => onChange(next === "" ? undefined : next)}
      />
    </Field>
  );
}

export function FlagField({ label, hint, value, onChange }: Of<boolean>) {
  return <Checkbox label={label} hint={hint} checked={value} onChange={onChange} />;
}

/** Fields side by side. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-3">{children}</div>;
}
