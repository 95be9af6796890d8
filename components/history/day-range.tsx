"use client";

import { Input } from "@/components/ui/input";

type Range = { from: string; to: string };

/** From one day to another, both included, `YYYY-MM-DD`; an empty one leaves that end open. */
export function DayRange({ from, to, onChange }: Range & { onChange: (part: Partial<Range>) => void }) {
  return (
    <fieldset className="flex w-full items-center gap-1.5 text-ink-2 text-sm sm:w-auto">
      <legend className="sr-only">Days</legend>
      <Input
        type="date"
        name="from"
        aria-label="From day"
        max={to || undefined}
        value={from}
        onChange={(event) => onChange({ from: event.target.value })}
        className="sm:w-36"
      />
      <span aria-hidden>to</span>
      <Input
        type="date"
        name="to"
        aria-label="To day"
        min={from || undefined}
        value={to}
        onChange={(event) => onChange({ to: event.target.value })}
        className="sm:w-36"
      />
    </fieldset>
  );
}
