import { type RankedBlocker, type RunSummary, rankBlockers } from "@/lib/domain/dashboard";
import { type DashboardFilter, filterRuns } from "@/lib/domain/dashboard-filter";
import { type RankedRole, rankRoles } from "@/lib/domain/dashboard-roles";
import { dashboardSentence } from "@/lib/domain/dashboard-sentence";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Verdict } from "@/lib/domain/run";
import type { RunDay } from "@/lib/domain/run-trend";
import type { Context } from "./context";
import { queryPrepared } from "./database";
import { exactSummaries, type SummaryRow } from "./run-summary.write";
import { readTrends } from "./run-trend.read";

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
};

const mostOpen = 4_000;
const mostShown = 500;
/** Blockers who can be written to from the list itself. */
const mostReached = 50;

const openRuns = `
  select id, seq::text, summary_seq::text as "summarySeq", summary_until as "summaryUntil" from run
  where workspace_id = $1 and closed_at is null
  order by target_at nulls last, id limit $2`;

const addresses = `
  select p.id, p.email from person p join membership m on m.person_id = p.id and m.workspace_id = $1
  where p.id = any($2::text[])`;

/** Open runs, the next target first, with whom they wait for across all of them. Two queries when nothing has changed. */
export async function readDashboard(
  ctx: Context,
  filter: DashboardFilter & { limit?: number | undefined } = {},
): Promise<Result<Dashboard>> {
  const open = await readOpenSummaries(ctx);
  if (!open.ok) return open;
  const real = open.value.filter(({ rehearsal }) => !rehearsal);
  const found = filterRuns(open.value, filter);
  const runs = found.slice(0, filter.limit ?? mostShown);
  const ids = runs.map(({ id }) => id);
  const asOf = ctx.now.toISOString();
  const blockers = rankBlockers(real);
  return accept({
    asOf,
    headline: dashboardSentence(real, asOf),
    counts: countVerdicts(real),
    matching: found.length,
    total: open.value.length,
    environments: [...new Set(open.value.map(({ environment }) => environment))].sort(),
    runs,
    trends: await readTrends(ctx.db, ctx.actor.workspaceId, ids, ctx.now),
    blockers,
    roles: rankRoles(real),
    addresses: await addressesOf(ctx, blockers.slice(0, mostReached)),
  });
}

async function addressesOf(ctx: Context, blockers: readonly RankedBlocker[]): Promise<Record<string, string>> {
  const ids = blockers.flatMap(({ who }) => (who.kind === "person" ? [who.id] : []));
  if (ids.length === 0) return {};
  const rows = await queryPrepared<{ id: string; email: string }>(ctx.db, "addresses", addresses, [
    ctx.actor.workspaceId,
    ids,
  ]);
  return Object.fromEntries(rows.map(({ id, email }) => [id, email]));
}

/** The exact summaries of all open runs, by target. */
export async function readOpenSummaries(ctx: Context): Promise<Result<RunSummary[]>> {
  if (!may(ctx.actor, "run.read")) return refuse("forbidden", "Your role doesn't let you see runs. Ask an admin.");
  const { workspaceId } = ctx.actor;
  const rows = await queryPrepared<SummaryRow>(ctx.db, "dashboard", openRuns, [workspaceId, mostOpen]);
  return accept(await exactSummaries(ctx.db, workspaceId, rows, ctx.now));
}

function countVerdicts(runs: readonly RunSummary[]): Dashboard["counts"] {
  const counts = { go: 0, go_with_conditions: 0, no_go: 0 };
  for (const { verdict } of runs) counts[verdict] += 1;
  return counts;
}
