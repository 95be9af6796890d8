import { readOpenSummaries } from "@/lib/data/dashboard.read";
import { dashboardCsv } from "@/lib/domain/dashboard-csv";
import { filterRuns } from "@/lib/domain/dashboard-filter";
import { answerText } from "@/lib/http/answer";
import { exportDashboard } from "@/lib/http/operations/dashboard";
import { route } from "@/lib/http/route";

export const GET = route(exportDashboard, async (ctx, { query }) => {
  const open = await readOpenSummaries(ctx);
  if (!open.ok) return open;
  const name = `readiness-${ctx.now.toISOString().slice(0, 10)}.csv`;
  return answerText(dashboardCsv(filterRuns(open.value, query)), name, "text/csv");
});
