import { listHistory } from "@/lib/data/history.read";
import { exportAnswer, exportPage } from "@/lib/http/history-export";
import { exportHistory } from "@/lib/http/operations/history";
import { route } from "@/lib/http/route";

export const GET = route(exportHistory, (ctx, { query: { format, ...filter } }) =>
  exportAnswer("history", format, (cursor) =>
    listHistory(ctx, filter, { cursor, limit: exportPage }, "history.export"),
  ),
);
