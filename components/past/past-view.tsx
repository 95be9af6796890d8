"use client";

import { useRouter } from "next/navigation";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { graceMinutes, type PastRuns, pastFigures } from "@/lib/domain/past-runs";
import { count, duration } from "@/lib/domain/plain-text";
import { DebtTable } from "./debt-table";
import { PlannedChart } from "./planned-chart";
import { SlipList } from "./slip-list";

/** How closed runs went, what slips in them again and again, and the risks accepted and still in force. */
export function PastView({ past, narrowed }: { past: PastRuns; narrowed: boolean }) {
  const router = useRouter();
  const figures = pastFigures(past.runs);
  const options = [
    { value: "", label: "Every template" },
    ...past.templates.map(({ id, title }) => ({ value: id, label: title })),
  ];
  return (
    <>
      <PageHeader
        title={headline(figures)}
        lead="Real runs that were closed; rehearsals are left out."
        actions={
          past.templates.length > 1 ? (
            <Select
              className="sm:w-64"
              label="Template"
              options={options}
              value={narrowed ? (past.template?.id ?? "") : ""}
              onChange={(id) => router.push(id ? `/past?template=${id}` : "/past")}
            />
          ) : null
        }
      />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
        <Card aria-labelledby="planned" className="xl:row-span-2">
          <h2 id="planned" className="font-strong text-base">
            Did GO come when it was planned?
          </h2>
          {past.runs.length === 0 ? (
            <EmptyState className="px-0 py-6 sm:px-0" title="No run is closed yet">
              When the first one is, its target stands here beside the moment of its GO.
            </EmptyState>
          ) : (
            <PlannedChart runs={past.runs} />
          )}
        </Card>
        <Card aria-labelledby="slips">
          <h2 id="slips" className="font-strong text-base">
            Which items slip again and again?
          </h2>
          <p className="pb-2 text-ink-2 text-sm">
            {past.template ? `Of the last runs of ${past.template.title}: ` : ""}failed on the way, done after the
            target, or waived.
          </p>
          <SlipList slips={past.slips} />
        </Card>
        <Card aria-labelledby="debt">
          <h2 id="debt" className="font-strong text-base">
            Which risks do we still carry?
          </h2>
          <p className="pb-2 text-ink-2 text-sm">
            Accepted risks in force, and expired ones of open runs; the oldest first.
          </p>
          <DebtTable debt={past.debt} />
        </Card>
      </div>
    </>
  );
}

function headline({ runs, onTime, late, backed, medianLate }: ReturnType<typeof pastFigures>): string {
  if (runs === 0) return "No past yet";
  const parts = [`${count(runs, "run")} closed`, `${onTime} GO on time`];
  if (late > 0) parts.push(`${late} late`);
  if (backed > 0) parts.push(`${backed} rolled back or given up`);
  const usual = medianLate !== null && medianLate > graceMinutes ? `, usually ${duration(medianLate)} late` : "";
  return `${parts.join(", ")}${usual}`;
}
