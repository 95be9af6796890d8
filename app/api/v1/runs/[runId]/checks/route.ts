import { listReports as list } from "@/lib/data/check-report.read";
import { reportChecks as report } from "@/lib/data/check-report.write";
import { maskReport } from "@/lib/http/check-report";
import { listReports, reportChecks } from "@/lib/http/operations/check";
import { route } from "@/lib/http/route";

export const POST = route(reportChecks, async (ctx, { params, body }) => {
  return report(ctx, params.runId, await maskReport(body));
});

export const GET = route(listReports, (ctx, { params, query }) => list(ctx, params.runId, query));
