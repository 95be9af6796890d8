"use client";

import Link from "next/link";
import { type KeyboardEvent, useRef, useState } from "react";
import { useKeyHelp } from "@/components/shell/key-help";
import { cn } from "@/components/ui/class-name";
import { SignalShape } from "@/components/ui/signal";
import { useClock } from "@/components/ui/time";
import { formatClock, formatIsoDay } from "@/components/ui/time-format";
import { addDays, addMonths, type GoLive, monthDays } from "@/lib/domain/calendar";
import type { FreezeWindow } from "@/lib/domain/freeze";
import { count } from "@/lib/domain/plain-text";
import { verdictSignal } from "../run/gate-signal";
import { FrozenLine, GoLiveLine } from "./calendar-line";

const monthNames = "January February March April May June July August September October November December".split(" ");
const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

export function monthName(month: string): string {
  return `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

const keys = {
  title: "Calendar",
  lines: [
    { keys: ["←", "→", "↑", "↓"], does: "Move by days and weeks" },
    { keys: ["Page Up", "Page Down"], does: "Month before, month after" },
  ],
};
const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const shown = 3;

type Props = {
  month: string;
  runs: readonly GoLive[];
  freezes: readonly FreezeWindow[];
  onMonth: (month: string) => void;
};

/** A month's sheet; arrows move from day to day, and the day chosen is told below. */
export function CalendarMonth({ month, runs, freezes, onMonth }: Props) {
  const { now, timeZone } = useClock();
  useKeyHelp(keys);
  const today = formatIsoDay(new Date(now).toISOString(), timeZone);
  const [chosen, setChosen] = useState(today);
  const grid = useRef<HTMLTableElement>(null);
  const days = monthDays(month);
  const day = chosen.startsWith(month) ? chosen : (days.find((each) => each.startsWith(month)) ?? chosen);
  const byDay = Map.groupBy(runs, ({ targetAt }) => formatIsoDay(targetAt ?? "", timeZone));
  const frozenOn = (date: string) => freezes.filter((window) => covers(window, date, timeZone));
  const go = (to: string) => {
    setChosen(to);
    if (!to.startsWith(month)) onMonth(to.slice(0, 7));
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus());
  };
  const press = (event: KeyboardEvent) => {
    const move = moves[event.key];
    const months = event.key === "PageUp" ? -1 : event.key === "PageDown" ? 1 : 0;
    if (move === undefined && months === 0) return;
    event.preventDefault();
    go(move === undefined ? `${addMonths(day.slice(0, 7), months)}-01` : addDays(day, move));
  };
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return (
    <>
      <table ref={grid} onKeyDown={press} className="w-full table-fixed border-collapse">
        <caption className="sr-only">Go-lives and freezes in {monthName(month)}</caption>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col" className="eyebrow px-2 py-2 text-left">
                <span aria-hidden>{name.slice(0, 3)}</span>
                <span className="sr-only">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <DayCell
                  key={date}
                  date={date}
                  inside={date.startsWith(month)}
                  today={date === today}
                  chosen={date === day}
                  runs={byDay.get(date) ?? []}
                  freezes={frozenOn(date)}
                  onChoose={() => setChosen(date)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <DayDetail date={day} runs={byDay.get(day) ?? []} freezes={frozenOn(day)} />
    </>
  );
}

/** Does a freeze hold at any moment of that day, in the reader's zone? */
function covers({ startsAt, endsAt }: FreezeWindow, date: string, timeZone: string): boolean {
  const last = new Date(Date.parse(endsAt) - 1).toISOString();
  return formatIsoDay(startsAt, timeZone) <= date && date <= formatIsoDay(last, timeZone);
}

type DayProps = {
  date: string;
  inside: boolean;
  today: boolean;
  chosen: boolean;
  runs: readonly GoLive[];
  freezes: readonly FreezeWindow[];
  onChoose: () => void;
};

function DayCell({ date, inside, today, chosen, runs, freezes, onChoose }: DayProps) {
  const { timeZone } = useClock();
  const words = [
    dayWords(date),
    ...(runs.length > 0 ? [count(runs.length, "go-live")] : []),
    ...freezes.map(({ reason }) => `frozen: ${reason}`),
  ];
  return (
    <td
      className={cn(
        "h-14 border-t border-l p-0 align-top first:border-l-0 sm:h-28",
        !inside && "bg-sunk/60",
        freezes.length > 0 &&
          "bg-[repeating-linear-gradient(-45deg,var(--color-wait-tint)_0_6px,transparent_6px_12px)]",
      )}
    >
      <button
        type="button"
        data-day={date}
        tabIndex={chosen ? 0 : -1}
        aria-pressed={chosen}
        aria-label={words.join(", ")}
        onClick={onChoose}
        className={cn(
          "flex h-full w-full flex-col items-stretch gap-0.5 p-1 text-left -outline-offset-2 hover:bg-hover/60 sm:p-1.5",
          chosen && "shadow-[inset_0_0_0_2px_var(--color-ink)]",
        )}
      >
        <span className="flex items-center gap-1 text-xs">
          <span
            className={cn(
              "flex size-5 items-center justify-center rounded-full tabular-nums",
              today ? "bg-ink font-heavy text-on-ink" : inside ? "text-ink" : "text-ink-3",
            )}
          >
            {Number(date.slice(8))}
          </span>
          {freezes.length > 0 ? (
            <span className="truncate font-strong text-2xs text-wait max-sm:sr-only">frozen</span>
          ) : null}
        </span>
        {runs.slice(0, shown).map((run) => (
          <span key={run.id} className="flex min-w-0 items-center gap-1 text-2xs">
            <SignalShape kind={verdictSignal[run.verdict]} className="size-2" />
            <span className="truncate max-sm:hidden">
              {formatClock(run.targetAt ?? "", timeZone)} {run.name}
            </span>
          </span>
        ))}
        {runs.length > shown ? <span className="text-2xs text-ink-3">+{runs.length - shown}</span> : null}
      </button>
    </td>
  );
}

function DayDetail({
  date,
  runs,
  freezes,
}: {
  date: string;
  runs: readonly GoLive[];
  freezes: readonly FreezeWindow[];
}) {
  return (
    <section aria-live="polite" aria-label={dayWords(date)} className="border-t px-4 py-3">
      <h3 className="font-strong text-sm">{dayWords(date)}</h3>
      {runs.length + freezes.length === 0 ? <p className="py-1 text-ink-2 text-sm">Nothing is planned.</p> : null}
      <ul>
        {freezes.map((window) => (
          <FrozenLine key={window.id} window={window} />
        ))}
        {runs.map((run) => (
          <GoLiveLine key={run.id} run={run} />
        ))}
      </ul>
      {runs.length === 0 ? null : (
        <p className="pt-1 text-ink-3 text-xs">
          <Link prefetch={false} href="/" className="underline">
            Readiness
          </Link>{" "}
          says what they wait for.
        </p>
      )}
    </section>
  );
}

export function dayWords(date: string): string {
  const weekday = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
  return `${weekday}, ${Number(date.slice(8))} ${monthNames[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}
