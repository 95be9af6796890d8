import { type RankedBlocker, type RunSummary, rankBlockers } from "@/lib/domain/dashboard";
import { dashboardSentence } from "@/lib/domain/dashboard-sentence";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { queryPrepared } from "./database";
import { exactSummaries, type SummaryRow } from "./run-summary.write";

/** Readiness across the open runs of a workspace; every figure is exact as of `asOf`. */
export type Dashboard = { asOf: string; headline: string; runs: RunSummary[]; blockers: RankedBlocker[] };

const mostRuns = 500;

const openRuns = `
  select id, seq::text, summary_seq::text as "summarySeq", summary_until as "summaryUntil" from run
  where workspace_id = $1 and closed_at is null
  order by target_at nulls last, id limit $2`;

/** Open runs, the next target first, with whom they wait for across all of them. One query when nothing has changed. */
export async function readDashboard(ctx: Context): Promise<Result<Dashboard>> {
  if (!may(ctx.actor, "run.read")) return refuse("forbidden", "Your role doesn't let you see runs. Ask an admin.");
  const { workspaceId } = ctx.actor;
  const rows = await queryPrepared<SummaryRow>(ctx.db, "dashboard", openRuns, [workspaceId, mostRuns]);
  const runs = await exactSummaries(ctx.db, workspaceId, rows, ctx.now);
  const asOf = ctx.now.toISOString();
  return accept({ asOf, headline: dashboardSentence(runs, asOf), runs, blockers: rankBlockers(runs) });
}
