import type { RunDay } from "@/lib/domain/run-trend";
import { type Database, queryPrepared } from "./database";

/** By run, what its last day before `today` said: a day that is over never changes, so it is read once. */
const known = new Map<string, { today: string; point: RunDay | null }>();
const mostKnown = 4_000;

const lastDays = `
  select distinct on (d.run_id) d.run_id as id, to_char(d.day, 'YYYY-MM-DD') as day, d.verdict, d.score
  from run_day d join run r on r.id = d.run_id
  where r.workspace_id = $1 and d.run_id = any($2::text[]) and d.day < $3::date
  order by d.run_id, d.day desc`;

/** Where runs stood at the end of the last day before this one that something was computed on. */
export async function readTrends(
  db: Database,
  workspaceId: string,
  runIds: readonly string[],
  now: Date,
): Promise<Record<string, RunDay>> {
  const today = now.toISOString().slice(0, 10);
  const missing = runIds.filter((id) => known.get(id)?.today !== today);
  if (missing.length > 0) {
    const rows = await queryPrepared<RunDay & { id: string }>(db, "last days", lastDays, [workspaceId, missing, today]);
    if (known.size + missing.length > mostKnown) known.clear();
    for (const id of missing) known.set(id, { today, point: null });
    for (const { id, ...point } of rows) known.set(id, { today, point });
  }
  const trends: Record<string, RunDay> = {};
  for (const id of runIds) {
    const point = known.get(id)?.point;
    if (point) trends[id] = point;
  }
  return trends;
}
