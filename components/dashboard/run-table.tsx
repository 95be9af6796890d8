import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import type { RunSummary } from "@/lib/domain/dashboard";
import { count, list } from "@/lib/domain/plain-text";
import { somebodyFor } from "@/lib/domain/roster";
import type { RunDay } from "@/lib/domain/run-trend";
import { ReadinessBar } from "./readiness-bar";
import { RunStanding } from "./run-standing";
import { RunTarget } from "./run-target";
import { TrendLine } from "./trend-line";

type Props = { runs: readonly RunSummary[]; caption: string; trends?: Readonly<Record<string, RunDay>> };

/** Runs with verdict, readiness and its trend, target and whom they wait for. */
export function RunTable({ runs, caption, trends = {} }: Props) {
  return (
    <DataTable
      caption={caption}
      rows={runs}
      rowKey={(run) => run.id}
      columns={[
        { key: "run", heading: "Run", rowHeader: true, className: "sm:w-[22%]", cell: (run) => <RunName run={run} /> },
        { key: "verdict", heading: "Verdict", cell: (run) => <RunStanding run={run} /> },
        {
          key: "readiness",
          heading: "Readiness",
          cell: (run) => (
            <>
              <ReadinessBar summary={run} />
              <TrendLine before={trends[run.id]} run={run} />
            </>
          ),
        },
        { key: "target", heading: "Target", className: "sm:w-[9.5rem]", cell: (run) => <RunTarget summary={run} /> },
        { key: "waits", heading: "Waits for", className: "sm:w-[20%]", cell: (run) => <WaitsFor run={run} /> },
      ]}
    />
  );
}

function RunName({ run }: { run: RunSummary }) {
  const { version, commit, image, build } = run.artefact ?? {};
  const artefact = version ?? commit?.slice(0, 10) ?? image?.slice(0, 19) ?? (build && `build ${build.slice(0, 40)}`);
  return (
    <>
      <Link
        href={`/runs/${run.id}`}
        prefetch={false}
        className="font-strong text-base wrap-anywhere after:absolute after:inset-0 focus-visible:outline-offset-4"
      >
        {run.name}
      </Link>
      <span className="block text-ink-3 text-xs">
        {run.environment}
        {artefact ? `, ${artefact}` : ""}
        {run.gate.of > 1 ? (
          <>
            ; <span className="whitespace-nowrap">{`gate ${run.gate.number} of ${run.gate.of}`}</span>
          </>
        ) : null}
      </span>
    </>
  );
}

function WaitsFor({ run }: { run: RunSummary }) {
  if (run.closedAt) return <span className="text-ink-3">nobody</span>;
  const { waitsFor, lead, gate } = run;
  if (waitsFor.length === 0) {
    const decided = gate.status === "go";
    return (
      <>
        nobody
        {decided ? null : <span className="block text-ink-3 text-xs">{lead.name} may declare GO</span>}
      </>
    );
  }
  const names = waitsFor.slice(0, 2).map(({ who }) => somebodyFor(who));
  const others = waitsFor.length - names.length;
  const items = waitsFor.reduce((sum, party) => sum + party.items, 0);
  const signoffs = waitsFor.reduce((sum, party) => sum + party.signoffs, 0);
  const held = [...(items > 0 ? [count(items, "item")] : []), ...(signoffs > 0 ? [count(signoffs, "signature")] : [])];
  return (
    <>
      {list(others > 0 ? [...names, count(others, "other")] : names)}
      <span className="block text-ink-3 text-xs">{held.length > 0 ? list(held) : run.nextAction?.title}</span>
    </>
  );
}
