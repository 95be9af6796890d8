"use client";

import Link from "next/link";
import { cn } from "@/components/ui/class-name";
import { DataTable } from "@/components/ui/data-table";
import { FullTime, useClock } from "@/components/ui/time";
import { formatDate } from "@/components/ui/time-format";
import { graceMinutes, type PastRun } from "@/lib/domain/past-runs";
import { duration } from "@/lib/domain/plain-text";

const shown = 20;
const outcomes = { closed: "done", rolled_back: "rolled back", aborted: "given up" };

/** One bar a run: left of the line early, right of it late. The same in numbers stands in the table behind it. */
export function PlannedChart({ runs }: { runs: readonly PastRun[] }) {
  const drawn = runs.filter(({ lateMinutes }) => lateMinutes !== null).slice(0, shown);
  return (
    <>
      {drawn.length > 0 ? (
        <Bars runs={drawn} />
      ) : (
        <p className="py-3 text-ink-2 text-sm">None of them had both a target and a GO.</p>
      )}
      <details className="mt-3 border-t pt-2">
        <summary className="cursor-pointer py-1 text-ink-2 text-sm touch:py-3">As a table, with every run</summary>
        <DataTable
          caption="Closed runs, planned against actual"
          rows={runs}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "run",
              heading: "Run",
              rowHeader: true,
              cell: ({ id, name, environment }) => (
                <Link prefetch={false} href={`/runs/${id}`} className="font-strong hover:underline">
                  {name} <span className="font-normal text-ink-3">{environment}</span>
                </Link>
              ),
            },
            {
              key: "target",
              heading: "Target",
              cell: ({ targetAt }) => (targetAt ? <FullTime at={targetAt} /> : "none"),
            },
            { key: "go", heading: "GO", cell: ({ goAt }) => (goAt ? <FullTime at={goAt} /> : "never") },
            {
              key: "closed",
              heading: "Closed",
              cell: ({ closedAt, outcome }) => (
                <>
                  <FullTime at={closedAt} />, {outcomes[outcome]}
                </>
              ),
            },
            { key: "late", heading: "Against target", cell: ({ lateMinutes }) => lateWords(lateMinutes) },
          ]}
        />
      </details>
    </>
  );
}

function lateWords(late: number | null): string {
  if (late === null) return "unknown";
  if (late > 0) return `${duration(late)} late`;
  return late < 0 ? `${duration(late)} early` : "to the minute";
}

const row = "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 sm:grid-cols-[10rem_minmax(0,1fr)_7.5rem]";
const track = "col-span-2 sm:order-2 sm:col-span-1";

function Bars({ runs }: { runs: readonly PastRun[] }) {
  const { timeZone } = useClock();
  const lates = runs.map(({ lateMinutes }) => lateMinutes ?? 0);
  const from = Math.min(0, ...lates);
  const whole = Math.max(60, Math.max(0, ...lates) - from);
  const place = (minutes: number) => (100 * (minutes - from)) / whole;
  const target = place(0);
  return (
    <div role="img" aria-label="GO against target by run; the table below says the same in numbers" className="mt-3">
      {runs.map(({ id, name, lateMinutes, closedAt }) => {
        const late = lateMinutes ?? 0;
        return (
          <div key={id} className={row}>
            <p className="truncate text-sm sm:order-1">
              {name} <span className="text-ink-3 text-xs sm:block">{formatDate(closedAt, timeZone)}</span>
            </p>
            <p className="text-right text-ink-2 text-xs tabular-nums sm:order-3">{lateWords(lateMinutes)}</p>
            <div className={cn(track, "relative h-7 sm:h-11")}>
              <div
                className={cn(
                  "absolute inset-y-0 my-auto h-3.5 min-w-1 rounded-xs",
                  late > graceMinutes ? "bg-no" : "bg-go",
                )}
                style={{ left: `${place(Math.min(0, late))}%`, width: `${(100 * Math.abs(late)) / whole}%` }}
              />
              <div className="absolute inset-y-0 w-px bg-ink-3" style={{ left: `${target}%` }} />
            </div>
          </div>
        );
      })}
      <div className={row}>
        <p className={cn(track, "relative h-5 text-ink-3 text-xs sm:col-start-2")}>
          <span className="absolute" style={{ left: `${target}%`, transform: `translateX(-${target}%)` }}>
            target
          </span>
        </p>
      </div>
    </div>
  );
}
