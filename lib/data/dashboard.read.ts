import { type RankedBlocker, type RunSummary, rankBlockers } from "@/lib/domain/dashboard";
import type { Dashboard } from "@/lib/domain/dashboard-answer";
import { type DashboardFilter, filterRuns } from "@/lib/domain/dashboard-filter";
import { rankRoles } from "@/lib/domain/dashboard-roles";
import { dashboardSentence } from "@/lib/domain/dashboard-sentence";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { queryPrepared } from "./database";
import { exactSummaries, type SummaryRow } from "./run-summary.write";
import { readTrends } from "./run-trend.read";
import { shareReadings } from "./share-reading";

const mostOpen = 4_000;
const mostShown = 200;
/** Blockers who can be written to from the list itself. */
const mostReached = 50;

const openRuns = `
  select id, seq::text, summary_seq::text as "summarySeq", summary_until as "summaryUntil" from run
  where workspace_id = $1 and closed_at is null
  order by target_at nulls last, id limit $2`;

const addresses = `
  select p.id, p.email from person p join membership m on m.person_id = p.id and m.workspace_id = $1
  where p.id = any($2::text[])`;

const nudges = `
  select run_id || ' ' || person_id as aim, max(at) as at from nudge
  where run_id = any($1::text[]) and person_id = any($2::text[]) group by run_id, person_id`;

/** Open runs, the next target first, with whom they wait for across all of them. Two queries when nothing has changed. */
export async function readDashboard(
  ctx: Context,
  filter: DashboardFilter & { limit?: number | undefined } = {},
): Promise<Result<Dashboard>> {
  if (!may(ctx.actor, "run.read")) return notYours;
  const { workspaceId } = ctx.actor;
  const { open, ...overall } = await share(workspaceId, ctx.now, (now) => readOverall({ ...ctx, now }));
  const found = filterRuns(open, filter);
  const runs = found.slice(0, filter.limit ?? mostShown);
  const ids = runs.map(({ id }) => id);
  const trends = await readTrends(ctx.db, workspaceId, ids, new Date(overall.asOf));
  return accept({ ...overall, matching: found.length, runs, trends });
}

type Overall = Omit<Dashboard, "matching" | "runs" | "trends"> & { open: RunSummary[] };

/** What is the same for everybody in a workspace. */
const share = shareReadings<Overall>();

async function readOverall(ctx: Context): Promise<Overall> {
  const asOf = ctx.now.toISOString();
  const open = await openSummaries(ctx);
  const real = open.filter(({ rehearsal }) => !rehearsal);
  const blockers = rankBlockers(real);
  return {
    asOf,
    headline: dashboardSentence(real, asOf),
    counts: countVerdicts(real),
    total: open.length,
    environments: [...new Set(open.map(({ environment }) => environment))].sort(),
    blockers,
    roles: rankRoles(real),
    addresses: await addressesOf(ctx, blockers.slice(0, mostReached)),
    nudged: await nudgedOf(ctx, blockers.slice(0, mostReached)),
    open,
  };
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

async function nudgedOf(ctx: Context, blockers: readonly RankedBlocker[]): Promise<Record<string, string>> {
  const held = blockers.filter(({ who }) => who.kind === "person");
  if (held.length === 0) return {};
  const people = held.flatMap(({ who }) => (who.kind === "person" ? [who.id] : []));
  const runs = [...new Set(held.flatMap((blocker) => blocker.runs.map(({ id }) => id)))];
  const rows = await queryPrepared<{ aim: string; at: Date }>(ctx.db, "nudged", nudges, [runs, people]);
  return Object.fromEntries(rows.map(({ aim, at }) => [aim, at.toISOString()]));
}

/** The exact summaries of all open runs, by target. */
export async function readOpenSummaries(ctx: Context): Promise<Result<RunSummary[]>> {
  return may(ctx.actor, "run.read") ? accept(await openSummaries(ctx)) : notYours;
}

const notYours = refuse("forbidden", "Your role doesn't let you see runs. Ask an admin.");

async function openSummaries({ db, now, actor: { workspaceId } }: Context): Promise<RunSummary[]> {
  const rows = await queryPrepared<SummaryRow>(db, "dashboard", openRuns, [workspaceId, mostOpen]);
  return exactSummaries(db, workspaceId, rows, now);
}

function countVerdicts(runs: readonly RunSummary[]): Dashboard["counts"] {
  const counts = { go: 0, go_with_conditions: 0, override: 0, no_go: 0 };
  for (const { verdict } of runs) counts[verdict] += 1;
  return counts;
}
