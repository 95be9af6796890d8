"use client";

import { cn } from "@/components/ui/class-name";
import { useClock } from "@/components/ui/time";
import { formatClock, formatDay } from "@/components/ui/time-format";
import { duration } from "@/lib/domain/plain-text";
import { partyName } from "@/lib/domain/roster";
import type { Timeline as Laid, TimelineBar } from "@/lib/domain/timeline";
import { ItemLink } from "../run/item-link";
import { ticksBetween } from "./timeline-ticks";

/** Work laid out in time, a lane for each party. What decides when GO can be is filled, the rest is outlined. */
export function Timeline({ timeline, targetAt }: { timeline: Laid; targetAt: string | null }) {
  const { timeZone, now } = useClock();
  const from = Date.parse(timeline.startAt);
  const to = Date.parse(timeline.endAt);
  const target = targetAt === null ? null : Date.parse(targetAt);
  const shownTarget = target !== null && target > from && target < to + (to - from) / 2 ? target : null;
  const end = Math.max(to, shownTarget ?? to);
  const at = (moment: number) => `${(100 * (moment - from)) / Math.max(1, end - from)}%`;
  return (
    <figure className="mt-4">
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="h-2.5 w-5 rounded-xs bg-ink" /> decides when GO can be
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="h-2.5 w-5 rounded-xs border border-control bg-wait-tint" /> has slack
        </span>
        {shownTarget === null ? null : (
          <span className="flex items-center gap-1.5">
            <span aria-hidden className="h-3 border-no border-l-2 border-dashed" /> target{" "}
            {formatDay(targetAt ?? "", now, timeZone)}
          </span>
        )}
      </figcaption>
      <div className="mt-2 overflow-x-auto pb-1">
        <div className="grid min-w-[40rem] grid-cols-[8.5rem_minmax(0,1fr)] text-xs">
          <span />
          <div aria-hidden className="relative h-5 border-b text-ink-3">
            {ticksBetween(from, end).map((tick) => (
              <span key={tick} className="absolute top-0 border-l pl-1" style={{ left: at(tick) }}>
                {formatClock(new Date(tick).toISOString(), timeZone)}
              </span>
            ))}
          </div>
          {timeline.lanes.map(({ id, who, bars }) => (
            <div key={id} className="col-span-2 grid grid-cols-subgrid items-center border-b">
              <span className="sticky left-0 z-[1] truncate bg-panel py-2 pr-2 font-medium" title={partyName(who)}>
                {partyName(who)}
              </span>
              <ul aria-label={`Work of ${partyName(who)}`} className="relative h-9 touch:h-12">
                {bars.map((bar) => (
                  <li
                    key={bar.key}
                    className="absolute inset-y-1"
                    style={{ left: at(Date.parse(bar.startAt)), width: at(from + bar.minutes * 60_000) }}
                  >
                    <Bar bar={bar} timeZone={timeZone} />
                  </li>
                ))}
                {shownTarget === null ? null : (
                  <li
                    aria-hidden
                    className="absolute inset-y-0 border-no border-l-2 border-dashed"
                    style={{ left: at(shownTarget) }}
                  />
                )}
              </ul>
            </div>
          ))}
        </div>
      </div>
    </figure>
  );
}

function Bar({ bar, timeZone }: { bar: TimelineBar; timeZone: string }) {
  const times = `${formatClock(bar.startAt, timeZone)} to ${formatClock(bar.endAt, timeZone)}`;
  return (
    <ItemLink
      itemKey={bar.key}
      title={`${bar.title}: ${times}, ${duration(bar.minutes)}`}
      className={cn(
        "block h-full min-w-1 truncate rounded-xs border px-1.5 leading-6 touch:leading-9",
        bar.critical ? "border-ink bg-ink text-on-ink" : "border-control bg-wait-tint text-ink",
      )}
    >
      {bar.title}
      <span className="sr-only">
        , {times}
        {bar.critical ? ", decides when GO can be" : ""}
      </span>
    </ItemLink>
  );
}
