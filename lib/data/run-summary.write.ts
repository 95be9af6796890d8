import { LRUCache } from "lru-cache";
import { type RunSummary, runSummary } from "@/lib/domain/dashboard";
import { summaryAt } from "@/lib/domain/summary-at";
import type { WorkingHours } from "@/lib/domain/working-hours";
import { type Database, queryPrepared } from "./database";
import { readSnapshots } from "./run-snapshot.read";
import { readWorkingHours } from "./workspace-setting.read";

/** A run with where its stored summary was taken; the summary itself is read only when this process doesn't hold it. */
export type SummaryRow = { id: string; seq: string; summarySeq: string | null; summaryUntil: Date | null };

/** Raised with the shape of RunSummary: rows stored by an older release are computed anew. */
const format = 15;

/** How many runs are taken into memory at once to be computed anew. */
const batch = 20;

/** Summaries this process has computed or read, by run; they count only while the run stands at their entry. */
const held = new LRUCache<string, RunSummary>({ max: 4_000 });

/** Runs being computed anew, so that readers who come meanwhile wait for that. */
const underWay = new Map<string, Promise<RunSummary | undefined>>();

/**
 * Exact summaries in the order of `rows`: what this process holds, else what is stored, else computed from a snapshot
 * and stored for the next reader. Runs that are gone by then are left out.
 */
export async function exactSummaries(
  db: Database,
  workspaceId: string,
  rows: readonly SummaryRow[],
  now: Date,
): Promise<RunSummary[]> {
  if (rows.length === 0) return [];
  const hours = await readWorkingHours(db, workspaceId);
  const clock = { now, hours };
  const found = new Map<string, RunSummary>();
  let missing = keep(found, rows, (row) => held.get(row.id), clock);
  const stored = await readStored(db, workspaceId, missing, now);
  missing = keep(found, missing, (row) => stored.get(row.id), clock);
  for (let from = 0; from < missing.length; from += batch) {
    const ids = (await joinOthers(found, missing.slice(from, from + batch), clock)).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const summary of await computeTogether(db, workspaceId, ids, now)) found.set(summary.id, summary);
  }
  return rows.flatMap(({ id }) => found.get(id) ?? []);
}

/** Computes and stores a run's summary after a write, so that no reader has to. Does nothing while the stored one holds. */
export async function refreshSummary(db: Database, runId: string, now: Date): Promise<void> {
  const [row] = await queryPrepared<SummaryRow & { workspaceId: string }>(
    db,
    "summary of a run",
    `select id, seq::text, summary_seq::text as "summarySeq", summary_until as "summaryUntil",
       workspace_id as "workspaceId" from run where id = $1`,
    [runId],
  );
  if (row) await exactSummaries(db, row.workspaceId, [row], now);
}

/** Readers of many runs at once walk on together: what another is computing is waited for, then taken from memory. */
async function joinOthers(
  found: Map<string, RunSummary>,
  rows: readonly SummaryRow[],
  clock: { now: Date; hours: WorkingHours | null },
): Promise<readonly SummaryRow[]> {
  let missing = keep(found, rows, (row) => held.get(row.id), clock);
  // Of a run that is written to all the time, others' computations are always too old for us.
  for (let round = 0; round < 3; round += 1) {
    const others = missing.flatMap(({ id }) => underWay.get(id) ?? []);
    if (others.length === 0) break;
    await Promise.all(others);
    missing = keep(found, missing, (row) => held.get(row.id), clock);
  }
  return missing;
}

/** Computes what no reader has asked for since it changed, its time ran out or a release came; returns how many. */
export async function refreshSummaries(db: Database, now: Date): Promise<number> {
  const rows = await queryPrepared<SummaryRow & { workspaceId: string }>(
    db,
    "stale summaries",
    `select id, seq::text, summary_seq::text as "summarySeq", summary_until as "summaryUntil",
       workspace_id as "workspaceId" from run
     where closed_at is null and (summary_seq is distinct from seq or summary_until <= $1
       or summary ->> 'format' is distinct from $2)
     order by workspace_id, target_at nulls last, id`,
    [now, String(format)],
  );
  for (const [workspaceId, stale] of Map.groupBy(rows, (row) => row.workspaceId)) {
    for (let from = 0; from < stale.length; from += batch) {
      const ids = stale.slice(from, from + batch).map(({ id }) => id);
      await computeTogether(db, workspaceId, ids, now);
    }
  }
  return rows.length;
}

/** Takes over the summaries that hold for their row, brought to `now` and the hours; gives back the rows without one. */
function keep<R extends SummaryRow>(
  found: Map<string, RunSummary>,
  rows: readonly R[],
  summaryOf: (row: R, index: number) => RunSummary | undefined,
  { now, hours }: { now: Date; hours: WorkingHours | null },
): R[] {
  const at = now.toISOString();
  return rows.filter((row, index) => {
    const summary = summaryOf(row, index);
    // A computation under way may have seen a newer entry than the row; an older one doesn't count.
    if (!summary || summary.seq < Number(row.seq)) return true;
    if (summary.validUntil !== null && Date.parse(summary.validUntil) <= now.getTime()) return true;
    found.set(row.id, summaryAt(summary, at, hours));
    return false;
  });
}

async function readStored(
  db: Database,
  workspaceId: string,
  rows: readonly SummaryRow[],
  now: Date,
): Promise<Map<string, RunSummary>> {
  const ids = rows
    .filter((row) => row.summarySeq === row.seq && (row.summaryUntil === null || row.summaryUntil > now))
    .map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const stored = await queryPrepared<{ id: string; summary: unknown }>(
    db,
    "stored summaries",
    "select id, summary from run where workspace_id = $1 and id = any($2::text[])",
    [workspaceId, ids],
  );
  const read = new Map<string, RunSummary>();
  for (const { id, summary } of stored) {
    if (typeof summary !== "object" || summary === null) continue;
    const envelope = summary as { format?: unknown; summary?: RunSummary };
    if (envelope.format !== format || envelope.summary?.id !== id) continue;
    read.set(id, envelope.summary);
    held.set(id, envelope.summary);
  }
  return read;
}

/** One snapshot read and one computation for all who wait for these runs. */
async function computeTogether(db: Database, workspaceId: string, ids: string[], now: Date): Promise<RunSummary[]> {
  const work = compute(db, workspaceId, ids, now);
  for (const id of ids) {
    const own = work.then((summaries) => summaries.get(id)).catch(() => undefined);
    underWay.set(id, own);
    void own.finally(() => underWay.get(id) === own && underWay.delete(id));
  }
  return [...(await work).values()];
}

async function compute(
  db: Database,
  workspaceId: string,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, RunSummary>> {
  const snapshots = await readSnapshots(db, workspaceId, ids);
  const summaries = snapshots.map((snapshot) => runSummary(snapshot, now.toISOString()));
  for (const summary of summaries) held.set(summary.id, summary);
  await store(db, summaries);
  return new Map(summaries.map((summary) => [summary.id, summary]));
}

/**
 * Only while the run still stands where the summary was taken; one that is being written to is left to its next reader.
 * The day keeps where it stood last, for the trend.
 */
async function store(db: Database, summaries: readonly RunSummary[]): Promise<void> {
  await queryPrepared(
    db,
    "store summaries",
    `with told as (
       select * from jsonb_to_recordset($1::jsonb) as s(
         id text, seq bigint, until timestamptz, summary jsonb, verdict text, score float8, late int, at timestamptz)
     ), free as (
       select r.id from run r join told t on t.id = r.id and t.seq = r.seq for no key update of r skip locked
     ), days as (
       insert into run_day (run_id, day, verdict, score, late, at)
       select t.id, (t.at at time zone 'UTC')::date, t.verdict, t.score, t.late, t.at from told t join free f on f.id = t.id
       on conflict (run_id, day) do update set
         verdict = excluded.verdict, score = excluded.score, late = excluded.late, at = excluded.at
       where run_day.at <= excluded.at
     )
     update run r set summary = t.summary, summary_seq = t.seq, summary_until = t.until
     from told t join free f on f.id = t.id where r.id = t.id`,
    [JSON.stringify(summaries.map((summary) => toStored(summary)))],
  );
}

function toStored(summary: RunSummary) {
  const { id, seq, validUntil: until, verdict, score, forecast, asOf: at } = summary;
  return { id, seq, until, summary: { format, summary }, verdict, score, late: forecast.lateByMinutes, at };
}
