import { readDashboard } from "@/lib/data/dashboard.read";
import { answerJsonText } from "@/lib/http/answer";
import { dashboardJson } from "@/lib/http/dashboard-json";
import { getDashboard } from "@/lib/http/operations/dashboard";
import { route } from "@/lib/http/route";

export const GET = route(getDashboard, async (ctx, { query }) => {
  const dashboard = await readDashboard(ctx, query);
  return dashboard.ok ? answerJsonText(dashboardJson(dashboard.value)) : dashboard;
});
