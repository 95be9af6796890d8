"use client";

import { DayTime, useClock } from "@/components/ui/time";
import { formatClock, formatIsoDay } from "@/components/ui/time-format";
import { clockIn } from "@/lib/domain/zone-time";
import { useRun } from "./run-provider";

/** A time of the run in the reader's zone, and by the run's clocks beside it where those show another one. */
export function RunTime({
  at,
  within = false,
  className,
}: {
  at: number | string;
  within?: boolean;
  className?: string;
}) {
  const { timeZone } = useClock();
  const zone = useRun(({ snapshot }) => snapshot.run.timeZone);
  const ms = typeof at === "number" ? at : Date.parse(at);
  const iso = new Date(ms).toISOString();
  const differs = clockIn(zone).offsetAt(ms) !== clockIn(timeZone).offsetAt(ms);
  return (
    <span className={className}>
      <DayTime at={iso} within={within} />
      {differs ? (
        <span className="text-ink-3">
          {" "}
          ({otherDay(iso, timeZone, zone)}
          {formatClock(iso, zone)} {cityOf(zone)})
        </span>
      ) : null}
    </span>
  );
}

/** The weekday there when it isn't the reader's: no "tomorrow" that is today for somebody else. */
function otherDay(iso: string, timeZone: string, zone: string): string {
  const there = formatIsoDay(iso, zone);
  if (there === formatIsoDay(iso, timeZone)) return "";
  return `${["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][new Date(`${there}T12:00:00Z`).getUTCDay()]} `;
}

/** `Europe/Berlin` as people say it. */
export function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
