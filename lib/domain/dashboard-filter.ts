import { artefactParts } from "./artefact";
import { type Verdict, verdicts } from "./assessment";
import type { RunSummary } from "./dashboard";
import { plainText } from "./plain-text";
import { partyName } from "./roster";

export const dashboardSorts = ["target", "late", "score", "name"] as const;
export type DashboardSort = (typeof dashboardSorts)[number];

/** What the dashboard's address can say; what is left out narrows nothing. */
export type DashboardFilter = {
  q?: string | undefined;
  verdict?: Verdict | undefined;
  environment?: string | undefined;
  /** Only runs whose forecast lies behind their target. */
  late?: boolean | undefined;
  rehearsals?: "only" | "hide" | undefined;
  sort?: DashboardSort | undefined;
};

/** Reads an address; what it says and nobody knows is left out, so that an old link still opens. */
export function readFilter(params: URLSearchParams): DashboardFilter {
  const text = (name: string) => params.get(name)?.trim().slice(0, 100) || undefined;
  const rehearsals = text("rehearsals");
  return {
    q: text("q"),
    verdict: verdicts.find((verdict) => verdict === text("verdict")),
    environment: text("environment"),
    late: text("late") === "1" ? true : undefined,
    rehearsals: rehearsals === "only" || rehearsals === "hide" ? rehearsals : undefined,
    sort: dashboardSorts.find((sort) => sort === text("sort")),
  };
}

/** The address that reads as this filter again, without the question mark. */
export function filterQuery({ late, sort, ...filter }: DashboardFilter): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, value);
  if (late) params.set("late", "1");
  if (sort && sort !== "target") params.set("sort", sort);
  return params.toString();
}

/** The runs a filter leaves, in its order; `runs` come by target. */
export function filterRuns(runs: readonly RunSummary[], filter: DashboardFilter): RunSummary[] {
  const words = (filter.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const environment = filter.environment?.toLowerCase();
  const left = runs.filter(
    (run) =>
      (filter.verdict === undefined || run.verdict === filter.verdict) &&
      (environment === undefined || run.environment.toLowerCase() === environment) &&
      (!filter.late || isLate(run)) &&
      (filter.rehearsals === undefined || run.rehearsal === (filter.rehearsals === "only")) &&
      (words.length === 0 || hasWords(run, words)),
  );
  return sorted(left, filter.sort ?? "target");
}

export function isLate({ forecast, closedAt }: Pick<RunSummary, "forecast" | "closedAt">): boolean {
  return closedAt === null && (forecast.lateByMinutes ?? 0) > 0;
}

function hasWords(run: RunSummary, words: readonly string[]): boolean {
  const { name, environment, templateTitle, lead, artefact, waitsFor } = run;
  const parts = [name, environment, templateTitle, lead.name, ...artefactParts.map((part) => artefact?.[part])];
  const text = [...parts, ...waitsFor.map(({ who }) => partyName(who))].join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

function sorted(runs: RunSummary[], sort: DashboardSort): RunSummary[] {
  const late = ({ forecast }: RunSummary) => forecast.lateByMinutes ?? Number.NEGATIVE_INFINITY;
  if (sort === "late") return runs.sort((a, b) => late(b) - late(a) || 0);
  if (sort === "score") return runs.sort((a, b) => a.score - b.score);
  if (sort === "name")
    return runs.sort((a, b) => (plainText(a.name).toLowerCase() < plainText(b.name).toLowerCase() ? -1 : 1));
  return runs;
}
