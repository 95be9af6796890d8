"use client";

import { Download, Plus, Printer } from "lucide-react";
import { useDeferredValue } from "react";
import { Button, ButtonLink, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { useClock } from "@/components/ui/time";
import { formatClock } from "@/components/ui/time-format";
import type { Dashboard } from "@/lib/domain/dashboard-answer";
import type { DashboardFilter } from "@/lib/domain/dashboard-filter";
import { count, list } from "@/lib/domain/plain-text";
import { BlockerViews } from "./blocker-views";
import { FilterBar } from "./filter-bar";
import { RunTable } from "./run-table";
import { useDashboard } from "./use-dashboard";
import { VisitPanel } from "./visit-panel";

/** Runs the server draws: about a screen. The others follow at once in the browser. */
const firstRuns = 20;

type Props = { initial: string; filter: DashboardFilter; startRun: boolean; me: string | null };

/** Readiness across runs, and who holds it up. `initial` is Dashboard as JSON: one text costs less than its values. */
export function DashboardView({ initial, filter: start, startRun, me }: Props) {
  const { data, stale, filter, setFilter, query, busy } = useDashboard(initial, start);
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
          <div className="flex flex-wrap gap-2 print:hidden">
            <a
              href={`/api/v1/dashboard/export${query ? `?${query}` : ""}`}
              download
              className={buttonClass("secondary", "md")}
            >
              <Download aria-hidden className="size-4" /> CSV
            </a>
            <Button
              className="max-sm:hidden"
              icon={<Printer aria-hidden className="size-4" />}
              onClick={() => window.print()}
            >
              Print
            </Button>
            {startRun ? (
              <ButtonLink href="/runs/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                Start a run
              </ButtonLink>
            ) : null}
          </div>
        }
      />
      {stale ? (
        <Notice tone="hold" live className="mb-4" title="The server didn’t answer the last time">
          What stands here is older than it looks. It is tried again every 15 seconds.
        </Notice>
      ) : null}
      <FilterBar
        filter={filter}
        onChange={setFilter}
        environments={data.environments}
        matching={data.matching}
        total={data.total}
        busy={busy}
      />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_23rem] 2xl:grid-cols-[minmax(0,1fr)_27rem] print:block">
        <Card flush className="overflow-hidden max-xl:order-2" aria-label="Runs">
          {runs.length > 0 ? (
            <RunTable runs={runs} caption="Open runs" trends={data.trends} />
          ) : (
            <EmptyState
              title="No open run is like that"
              actions={<Button onClick={() => setFilter({})}>Show all {data.total}</Button>}
            >
              Change the words or the choices above.
            </EmptyState>
          )}
          {data.matching > data.runs.length ? (
            <p className="border-t px-4 py-3 text-ink-2 text-sm">
              The first {data.runs.length} of {data.matching}. Filter to see others; the CSV has all.
            </p>
          ) : null}
        </Card>
        <div className="flex flex-col gap-5 max-xl:contents">
          <VisitPanel />
          <Card aria-labelledby="who-blocks" className="max-xl:order-3 print:mt-5">
            <BlockerViews data={data} me={me} />
          </Card>
        </div>
      </div>
    </>
  );
}

function verdicts({ counts, total }: Dashboard): string {
  const real = counts.go + counts.go_with_conditions + counts.override + counts.no_go;
  const words = [
    ...(counts.no_go > 0 ? [`${counts.no_go} NO-GO`] : []),
    ...(counts.override > 0 ? [`${counts.override} OVERRIDE`] : []),
    ...(counts.go_with_conditions > 0 ? [`${counts.go_with_conditions} GO with conditions`] : []),
    ...(counts.go > 0 ? [`${counts.go} GO`] : []),
  ];
  const drills = total > real ? ` And ${count(total - real, "rehearsal")}, not counted.` : "";
  return `${count(real, "open run")}${words.length > 0 ? `: ${list(words)}` : ""}.${drills}`;
}
