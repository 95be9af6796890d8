"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-name";
import { useClock } from "@/components/ui/time";
import { formatIsoDay } from "@/components/ui/time-format";
import { addMonths, type GoLive } from "@/lib/domain/calendar";
import { CalendarList } from "./calendar-list";
import { CalendarMonth, monthName } from "./calendar-month";
import { FreezeCard } from "./freeze-card";
import type { FreezeEntry } from "./freeze-dialog";

type Props = {
  runs: readonly GoLive[];
  freezes: readonly FreezeEntry[];
  month: string | null;
  view: "month" | "list";
  mayEdit: boolean;
};

const views = [
  { value: "month", label: "Month" },
  { value: "list", label: "List" },
] as const;

/** Go-lives by target with the freezes around them; month and view stand in the address. */
export function CalendarView({ runs, freezes, month: asked, view: start, mayEdit }: Props) {
  const { now, timeZone } = useClock();
  const today = formatIsoDay(new Date(now).toISOString(), timeZone);
  const [month, setMonth] = useState(asked ?? today.slice(0, 7));
  const [view, setView] = useState(start);
  const show = (next: { month?: string; view?: "month" | "list" }) => {
    const to = { month, view, ...next };
    setMonth(to.month);
    setView(to.view);
    window.history.replaceState(null, "", `/calendar?month=${to.month}&view=${to.view}`);
  };
  const dated = runs.filter(({ targetAt }) => targetAt !== null);
  return (
    <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_23rem]">
      <Card flush className="overflow-hidden" aria-label="Calendar">
        <header className="flex flex-wrap items-center gap-2 border-b px-4 py-2.5">
          <h2 aria-live="polite" className="min-w-36 font-heavy text-lg max-sm:w-full">
            {view === "list" ? "All that is planned" : monthName(month)}
          </h2>
          {view === "month" ? (
            <div className="flex items-center gap-1 print:hidden">
              <IconButton label="Month before" onClick={() => show({ month: addMonths(month, -1) })}>
                <ChevronLeft aria-hidden className="size-4" />
              </IconButton>
              <Button size="sm" onClick={() => show({ month: today.slice(0, 7) })}>
                Today
              </Button>
              <IconButton label="Month after" onClick={() => show({ month: addMonths(month, 1) })}>
                <ChevronRight aria-hidden className="size-4" />
              </IconButton>
            </div>
          ) : null}
          <fieldset className="ml-auto flex rounded-md border border-line-strong p-0.5 print:hidden">
            <legend className="sr-only">Shown as</legend>
            {views.map(({ value, label }) => (
              <button
                key={value}
                type="button"
                aria-pressed={view === value}
                onClick={() => show({ view: value })}
                className={cn(
                  "h-7 rounded-sm px-3 text-sm touch:h-10",
                  view === value ? "bg-sunk font-strong text-ink" : "text-ink-2 hover:text-ink",
                )}
              >
                {label}
              </button>
            ))}
          </fieldset>
        </header>
        {view === "month" ? (
          <CalendarMonth month={month} runs={dated} freezes={freezes} onMonth={(next) => show({ month: next })} />
        ) : (
          <CalendarList runs={runs} freezes={freezes} />
        )}
      </Card>
      <FreezeCard freezes={freezes} runs={dated} mayEdit={mayEdit} />
    </div>
  );
}
