import { listAudit as list } from "@/lib/data/audit.read";
import { listAudit } from "@/lib/http/operations/audit";
import { route } from "@/lib/http/route";

export const GET = route(listAudit, (ctx, { params, query: { after, cursor, ...rest } }) =>
  list(ctx, params.runId, { after: cursor ?? after ?? 0, ...rest }),
);
