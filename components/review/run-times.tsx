"use client";

import { Card } from "@/components/ui/card";
import type { Chronicle } from "@/lib/domain/chronicle";
import { duration } from "@/lib/domain/plain-text";
import { RunTime } from "../run/run-time";

/** The run as a whole, planned against actual. */
export function RunTimes({ chronicle }: { chronicle: Chronicle }) {
  const { startedAt, firstTargetAt, targetAt, liveAt, closedAt, attempts } = chronicle;
  const late = liveAt && targetAt ? Math.round((Date.parse(liveAt) - Date.parse(targetAt)) / 60_000) : null;
  const times: [string, string | null, string?][] = [
    ["Started", startedAt],
    ...(firstTargetAt === targetAt ? [] : [["First target", firstTargetAt] as [string, string | null]]),
    ["Target", targetAt],
    ["Live", liveAt, late === null ? undefined : lateWords(late)],
    ["Closed", closedAt],
  ];
  return (
    <Card aria-label="Times">
      <dl className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {times.map(([name, at, more]) => (
          <div key={name}>
            <dt className="text-ink-2 text-xs">{name}</dt>
            <dd>
              {at === null ? (
                <span className="text-ink-3">{closedAt === null ? "not yet" : "none"}</span>
              ) : (
                <RunTime at={at} />
              )}
              {more ? <span className="block text-ink-2 text-xs">{more}</span> : null}
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-ink-2 text-xs">Attempts</dt>
          <dd>{attempts}</dd>
        </div>
      </dl>
    </Card>
  );
}

function lateWords(minutes: number): string {
  if (minutes === 0) return "on target";
  return `${duration(minutes)} ${minutes > 0 ? "after" : "before"} the target`;
}
