"use client";

import { useMemo } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { DayTime } from "@/components/ui/time";
import { duration } from "@/lib/domain/plain-text";
import { timelineOf } from "@/lib/domain/timeline";
import { ForecastPanel } from "../run/annunciator-forecast";
import { useShown } from "./readiness-provider";
import { Timeline } from "./timeline";
import { TimelineTable } from "./timeline-table";

/** When: earliest GO with what decides it, and the same work laid out in time. */
export function ForecastCard() {
  const { shown, snapshot, now, real, supposing } = useShown();
  const timeline = useMemo(() => timelineOf(snapshot, now, shown.gate), [snapshot, now, shown.gate]);
  const { lateByMinutes } = shown.forecast;
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
            As it stands: <DayTime at={real.forecast.earliestGoAt} />.
          </p>
        ) : null}
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
