"use client";

import { useMemo } from "react";
import { Combobox } from "./combobox";
import { Field } from "./field";

type Props = {
  label: string;
  hint: string;
  value: string | null;
  onChange: (zone: string | null) => void;
  error?: string | undefined;
};

/** A time zone found by typing a city; none = what the hint says. */
export function ZoneField({ label, hint, value, onChange, error }: Props) {
  const options = useMemo(() => {
    const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...(value ? [value] : [])]);
    return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
  }, [value]);
  return (
    <Field label={label} hint={hint} error={error} optional>
      <Combobox label={label} options={options} value={value} onChange={onChange} placeholder="Europe/Berlin" />
    </Field>
  );
}
