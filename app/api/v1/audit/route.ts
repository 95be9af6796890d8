import { listHistory as list } from "@/lib/data/history.read";
import { listHistory } from "@/lib/http/operations/history";
import { route } from "@/lib/http/route";

export const GET = route(listHistory, (ctx, { query: { cursor, limit, ...filter } }) =>
  list(ctx, filter, { cursor, limit }),
);
