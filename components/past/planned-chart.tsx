"use client";

import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { FullTime, useClock } from "@/components/ui/time";
import { formatDate } from "@/components/ui/time-format";
import { graceMinutes, type PastRun } from "@/lib/domain/past-runs";
import { duration } from "@/lib/domain/plain-text";

const shown = 20;
const rowHeight = 28;
const width = 640;
const labels = 210;
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

function Bars({ runs }: { runs: readonly PastRun[] }) {
  const { timeZone } = useClock();
  const most = Math.max(60, ...runs.map(({ lateMinutes }) => Math.abs(lateMinutes ?? 0)));
  const early = Math.max(0, ...runs.map(({ lateMinutes }) => -(lateMinutes ?? 0)));
  const left = early > 0 ? (width - labels) * Math.min(0.5, early / (early + most)) : 0;
  const zero = labels + left;
  const scale = Math.min(
    (width - zero - 80) / most,
    early > 0 ? Math.max(1, left - 70) / early : Number.POSITIVE_INFINITY,
  );
  const height = runs.length * rowHeight + 22;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="mt-2 w-full"
      role="img"
      aria-label="GO against target by run; the table below says the same in numbers"
    >
      <line x1={zero} x2={zero} y1={0} y2={height - 18} className="stroke-ink-3" strokeWidth={1} />
      <text x={zero} y={height - 4} textAnchor="middle" className="fill-ink-3 text-[11px]">
        target
      </text>
      {runs.map(({ id, name, lateMinutes, closedAt }, index) => {
        const late = lateMinutes ?? 0;
        const length = Math.max(2, Math.abs(late) * scale);
        const y = index * rowHeight + 4;
        const tone = late > graceMinutes ? "fill-no" : "fill-go";
        return (
          <g key={id}>
            <text x={0} y={y + 12} className="fill-ink text-[12px]">
              {name.length > 26 ? `${name.slice(0, 25)}…` : name}
            </text>
            <text x={0} y={y + 23} className="fill-ink-3 text-[9px]">
              {formatDate(closedAt, timeZone)}
            </text>
            <rect x={late < 0 ? zero - length : zero} y={y + 3} width={length} height={14} rx={2} className={tone} />
            <text
              x={late < 0 ? zero - length - 5 : zero + length + 5}
              y={y + 14}
              textAnchor={late < 0 ? "end" : "start"}
              className="fill-ink-2 text-[11px] tabular-nums"
            >
              {lateWords(lateMinutes)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
