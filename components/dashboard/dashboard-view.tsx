"use client";

import { Plus } from "lucide-react";
import { useDeferredValue } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { useClock } from "@/components/ui/time";
import { formatClock } from "@/components/ui/time-format";
import { count, list } from "@/lib/domain/plain-text";
import { BlockerList } from "./blocker-list";
import { RunTable } from "./run-table";
import { type DashboardData, useDashboard } from "./use-dashboard";

/** Runs the server draws: about a screen. The others follow at once in the browser. */
const firstRuns = 20;

/** Readiness across runs, and who holds it up. `initial` is DashboardData as JSON: one text costs less than its values. */
export function DashboardView({ initial, startRun }: { initial: string; startRun: boolean }) {
  const { data, stale } = useDashboard(initial);
  const runs = useDeferredValue(data.runs, data.runs.slice(0, firstRuns));
  const { timeZone } = useClock();
  return (
    <>
      <PageHeader
        title={data.headline}
        lead={
          <>
            {verdicts(data)} <span className="text-ink-3">As of {formatClock(data.asOf, timeZone)}.</span>
          </>
        }
        actions={
          startRun ? (
            <ButtonLink href="/runs/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              Start a run
            </ButtonLink>
          ) : null
        }
      />
      {stale ? (
        <Notice tone="hold" live className="mb-4" title="The server didn’t answer the last time">
          What stands here is older than it looks. It is tried again every 15 seconds.
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_23rem] 2xl:grid-cols-[minmax(0,1fr)_27rem]">
        <Card flush className="overflow-hidden" aria-label="Runs">
          <RunTable runs={runs} caption="Open runs" />
        </Card>
        <Card aria-labelledby="who-blocks">
          <h2 id="who-blocks" className="eyebrow pb-1">
            Who is blocking go-live
          </h2>
          <BlockerList blockers={data.blockers} />
        </Card>
      </div>
    </>
  );
}

function verdicts({ runs }: DashboardData): string {
  const of = (verdict: (typeof runs)[number]["verdict"]) => runs.filter((run) => run.verdict === verdict).length;
  const words = [
    ...(of("no_go") > 0 ? [`${of("no_go")} NO-GO`] : []),
    ...(of("go_with_conditions") > 0 ? [`${of("go_with_conditions")} GO with conditions`] : []),
    ...(of("go") > 0 ? [`${of("go")} GO`] : []),
  ];
  return `${count(runs.length, "open run")}: ${list(words)}.`;
}
