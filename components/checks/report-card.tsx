"use client";

import { Card } from "@/components/ui/card";
import { DayTime } from "@/components/ui/time";
import type { CheckDone, ReportRow } from "@/lib/domain/check-report";
import { count } from "@/lib/domain/plain-text";
import { useRun } from "../run/run-provider";
import { CheckLine } from "./check-line";

const worstFirst = ["fail", "warn", "skip", "pass"] as const;

/** One report: who sent it and when, the unmapped first, as they need somebody. */
export function ReportCard({ report, open }: { report: ReportRow; open: boolean }) {
  const by = useRun((state) => (report.byId ? (state.snapshot.people[report.byId]?.name ?? "Somebody") : "A pipeline"));
  const unmapped = report.checks.filter(({ outcome }) => outcome === "unmapped");
  const mapped = report.checks
    .filter(({ outcome }) => outcome !== "unmapped")
    .sort((a, b) => worstFirst.indexOf(a.result) - worstFirst.indexOf(b.result));
  return (
    <Card>
      <details open={open}>
        <summary className="cursor-pointer touch:py-2">
          <h2 className="inline font-heavy text-lg">{report.name}</h2>
          <span className="block text-ink-2 text-sm">
            {by}, <DayTime at={report.at} />
            {report.score === null ? "" : `; its own score: ${report.score} of 100`}
          </span>
          <span className="block text-sm">{sums(report.checks)}</span>
        </summary>
        {unmapped.length > 0 ? <CheckList title="Not mapped to an item" checks={unmapped} /> : null}
        {mapped.length > 0 ? <CheckList title="Mapped" checks={mapped} /> : null}
      </details>
    </Card>
  );
}

function CheckList({ title, checks }: { title: string; checks: readonly CheckDone[] }) {
  return (
    <section className="mt-4">
      <h3 className="eyebrow">{title}</h3>
      <ul aria-label={title}>
        {checks.map((check) => (
          <CheckLine key={check.name} check={check} />
        ))}
      </ul>
    </section>
  );
}

const words = { pass: "passed", warn: "warned", fail: "failed", skip: "skipped" } as const;

function sums(checks: readonly CheckDone[]): string {
  const by = worstFirst.flatMap((result) => {
    const n = checks.filter((check) => check.result === result).length;
    return n === 0 ? [] : `${n} ${words[result]}`;
  });
  return `${count(checks.length, "check")}: ${by.join(", ")}`;
}
