"use client";

import { useMemo } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { DayTime } from "@/components/ui/time";
import { type ForecastRange, type Pace, rangeOf } from "@/lib/domain/pace";
import { duration } from "@/lib/domain/plain-text";
import { timelineOf } from "@/lib/domain/timeline";
import { ForecastPanel } from "../run/annunciator-forecast";
import { useShown } from "./readiness-provider";
import { Timeline } from "./timeline";
import { TimelineTable } from "./timeline-table";

/** When: earliest GO with what decides it, and the same work laid out in time. */
export function ForecastCard({ pace }: { pace: Pace | null }) {
  const { shown, snapshot, now, real, supposing } = useShown();
  const timeline = useMemo(() => timelineOf(snapshot, now, shown.gate), [snapshot, now, shown.gate]);
  const { lateByMinutes } = shown.forecast;
  const range = useMemo(
    () => rangeOf(shown.forecast, pace, { snapshot, now, gate: shown.gate }),
    [shown, pace, snapshot, now],
  );
  return (
    <Card flush aria-labelledby="when">
      <CardHeader
        id="when"
        title="When can we?"
        meta={
          lateByMinutes === null ? null : lateByMinutes > 0 ? (
            <span className="text-no">late by {duration(lateByMinutes)}</span>
          ) : (
            `${duration(-lateByMinutes)} before the target`
          )
        }
      />
      <div className="p-4">
        {supposing && real.forecast.earliestGoAt ? (
          <p className="mb-2 text-ink-2 text-sm">
            As it stands: <DayTime within at={real.forecast.earliestGoAt} />.
          </p>
        ) : null}
        {range ? <PaceLine range={range} /> : null}
        <ForecastPanel readiness={shown} />
        {timeline ? (
          <>
            <Timeline timeline={timeline} targetAt={snapshot.run.targetAt} />
            <TimelineTable timeline={timeline} />
          </>
        ) : null}
      </div>
    </Card>
  );
}

/** What the forecast is worth: the same work at the pace of runs that are over. */
function PaceLine({ range }: { range: ForecastRange }) {
  const times = (ratio: number) => ratio.toFixed(1);
  return (
    <p className="mb-2 text-sm">
      As past runs went: between <DayTime within at={range.fromAt} className="font-strong" /> and{" "}
      <DayTime within at={range.toAt} className="font-strong" />.{" "}
      <span className="text-ink-2">
        In {range.runs} closed runs of this template, items took {times(range.low)} to {times(range.high)} times their
        estimate ({range.items} items timed from start to end, by the hours of the workspace).
      </span>
    </p>
  );
}
