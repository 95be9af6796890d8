import type { Verdict } from "./assessment";
import type { RankedBlocker, RunSummary } from "./dashboard";
import type { RankedRole } from "./dashboard-roles";
import type { RunDay } from "./run-trend";

/** Readiness across the open runs of a workspace; every figure is exact as of `asOf`. Rehearsals are listed, never counted. */
export type Dashboard = {
  asOf: string;
  headline: string;
  counts: Record<Verdict, number>;
  /** Open runs that the filter leaves; `runs` are the first of them. */
  matching: number;
  /** All that are open, rehearsals too. */
  total: number;
  environments: string[];
  runs: RunSummary[];
  /** Where they stood on the last day before, by run. */
  trends: Record<string, RunDay>;
  blockers: RankedBlocker[];
  /** The same by role or team. */
  roles: RankedRole[];
  /** E-mail addresses of the people among the first blockers, by their id. */
  addresses: Record<string, string>;
  /** When the same people were last nudged, by run and person: `${runId} ${personId}`. */
  nudged: Record<string, string>;
};
