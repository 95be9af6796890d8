"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useClock } from "@/components/ui/time";
import { formatAgo, formatDateTime } from "@/components/ui/time-format";
import { instantIn } from "@/lib/domain/zone-time";

type Props = { value: string; onChange: (value: string) => void; error?: string | undefined };

/** When it is to go live, typed in the reader's own time and shown in UTC as everybody else will read it. */
export function TargetField({ value, onChange, error }: Props) {
  const { now, timeZone } = useClock();
  const at = instantIn(value, timeZone);
  const hint = at
    ? `${formatAgo(at, now)}; ${formatDateTime(at, "UTC", true)}`
    : "Forecasts are held against it. It can be set or moved later.";
  return (
    <Field
      label={`Target (${timeZone === "UTC" ? "UTC" : `your time, ${timeZone.replaceAll("_", " ")}`})`}
      optional
      hint={hint}
      error={error}
    >
      <Input type="datetime-local" name="targetAt" value={value} onValueChange={onChange} />
    </Field>
  );
}
