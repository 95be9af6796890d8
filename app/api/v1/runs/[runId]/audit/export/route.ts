import { listRunHistory } from "@/lib/data/history.read";
import { exportAnswer, exportPage } from "@/lib/http/history-export";
import { exportRunHistory } from "@/lib/http/operations/history";
import { route } from "@/lib/http/route";

export const GET = route(exportRunHistory, (ctx, { params, query: { format, ...filter } }) =>
  exportAnswer(`history-${params.runId}`, format, (cursor) =>
    listRunHistory(ctx, params.runId, filter, { cursor, limit: exportPage }),
  ),
);
