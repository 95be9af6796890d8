"use client";

import { EmptyState } from "@/components/ui/empty-state";
import { useClock } from "@/components/ui/time";
import { formatIsoDay } from "@/components/ui/time-format";
import type { GoLive } from "@/lib/domain/calendar";
import type { FreezeWindow } from "@/lib/domain/freeze";
import { FrozenLine, GoLiveLine } from "./calendar-line";
import { dayWords } from "./calendar-month";

/** Everything ahead in order, by day; runs without a target last. */
export function CalendarList({ runs, freezes }: { runs: readonly GoLive[]; freezes: readonly FreezeWindow[] }) {
  const { now, timeZone } = useClock();
  const ahead = freezes.filter(({ endsAt }) => Date.parse(endsAt) > now);
  const entries = [
    ...ahead.map((window) => ({
      at: window.startsAt,
      id: window.id,
      line: <FrozenLine key={window.id} window={window} />,
    })),
    ...runs.flatMap((run) =>
      run.targetAt ? [{ at: run.targetAt, id: run.id, line: <GoLiveLine key={run.id} run={run} /> }] : [],
    ),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const days = [...Map.groupBy(entries, ({ at }) => formatIsoDay(at, timeZone))];
  const someday = runs.filter(({ targetAt }) => targetAt === null);
  if (days.length + someday.length === 0) {
    return <EmptyState title="Nothing is planned">Runs with a target stand here, and freezes.</EmptyState>;
  }
  return (
    <ol className="divide-y">
      {days.map(([day, lines]) => (
        <li key={day} className="px-4 py-3">
          <h3 className="eyebrow pb-1">{dayWords(day)}</h3>
          <ul>{lines.map(({ line }) => line)}</ul>
        </li>
      ))}
      {someday.length > 0 ? (
        <li className="px-4 py-3">
          <h3 className="eyebrow pb-1">Without a target</h3>
          <ul>
            {someday.map((run) => (
              <GoLiveLine key={run.id} run={run} />
            ))}
          </ul>
        </li>
      ) : null}
    </ol>
  );
}
