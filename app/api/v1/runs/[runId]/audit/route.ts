import { listAudit as list } from "@/lib/data/audit.read";
import { listAudit } from "@/lib/http/operations/audit";
import { route } from "@/lib/http/route";

export const GET = route(listAudit, (ctx, { params, query }) =>
  list(ctx, params.runId, { after: query.cursor ?? query.after ?? 0, limit: query.limit, item: query.item }),
);
