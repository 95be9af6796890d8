"use client";

import { DayTime, useClock } from "@/components/ui/time";
import { formatClock, formatDay } from "@/components/ui/time-format";
import { clockIn } from "@/lib/domain/zone-time";
import { useRun } from "./run-provider";

/** A time of the run in the reader's zone, and by the run's clocks beside it where those show another one. */
export function RunTime({ at, className }: { at: number | string; className?: string }) {
  const { now, timeZone } = useClock();
  const zone = useRun(({ snapshot }) => snapshot.run.timeZone);
  const ms = typeof at === "number" ? at : Date.parse(at);
  const iso = new Date(ms).toISOString();
  const differs = clockIn(zone).offsetAt(ms) !== clockIn(timeZone).offsetAt(ms);
  const sameDay = formatDay(iso, now, zone).split(" ")[0] === formatDay(iso, now, timeZone).split(" ")[0];
  return (
    <span className={className}>
      <DayTime at={iso} />
      {differs ? (
        <span className="text-ink-3">
          {" "}
          ({sameDay ? formatClock(iso, zone) : formatDay(iso, now, zone)} {cityOf(zone)})
        </span>
      ) : null}
    </span>
  );
}

/** `Europe/Berlin` as people say it. */
export function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
