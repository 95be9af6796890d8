import { type RunSummary, runSummary } from "@/lib/domain/dashboard";
import { summaryAt } from "@/lib/domain/summary-at";
import type { Database } from "./database";
import type { Prisma } from "./generated/client";
import { readSnapshots } from "./run-snapshot.read";

/** A run with the summary stored beside it, however old. */
export type SummaryRow = {
  id: string;
  /** As text where the row came past Prisma: compared, never counted with. */
  seq: bigint | string;
  summary: unknown;
  summarySeq: bigint | string | null;
  summaryUntil: Date | null;
};

/** Raised with the shape of RunSummary: rows stored by an older release are computed anew. */
const format = 2;

/** How many runs are taken into memory at once to be computed anew. */
const batch = 20;

/**
 * Exact summaries in the order of `rows`: stored ones while they hold, the others from a snapshot, stored for the next
 * reader. Runs that are gone by then are left out.
 */
export async function exactSummaries(
  db: Database,
  workspaceId: string,
  rows: readonly SummaryRow[],
  now: Date,
): Promise<RunSummary[]> {
  const found = new Map<string, RunSummary>();
  const stale: string[] = [];
  for (const row of rows) {
    const stored = storedSummary(row, now);
    if (stored) found.set(row.id, stored);
    else stale.push(row.id);
  }
  for (let from = 0; from < stale.length; from += batch) {
    const snapshots = await readSnapshots(db, workspaceId, stale.slice(from, from + batch));
    const summaries = snapshots.map((snapshot) => runSummary(snapshot, now.toISOString()));
    for (const summary of summaries) found.set(summary.id, summary);
    await Promise.all(summaries.map((summary) => store(db, summary)));
  }
  return rows.flatMap((row) => found.get(row.id) ?? []);
}

/** Computes and stores a run's summary after a write, so that no reader has to. Does nothing while the stored one holds. */
export async function refreshSummary(db: Database, runId: string, now: Date): Promise<void> {
  const row = await db.run.findUnique({
    where: { id: runId },
    select: { id: true, workspaceId: true, seq: true, summary: true, summarySeq: true, summaryUntil: true },
  });
  if (row) await exactSummaries(db, row.workspaceId, [row], now);
}

function storedSummary({ seq, summary, summarySeq, summaryUntil }: SummaryRow, now: Date): RunSummary | null {
  const holds =
    summarySeq !== null && String(summarySeq) === String(seq) && (summaryUntil === null || summaryUntil > now);
  if (!holds || typeof summary !== "object" || summary === null) return null;
  const envelope = summary as { format?: unknown; summary?: RunSummary };
  if (envelope.format !== format || !envelope.summary) return null;
  return summaryAt(envelope.summary, now.toISOString());
}

/** Only while the run still stands where the summary was taken: a newer entry wins. */
async function store(db: Database, summary: RunSummary): Promise<void> {
  await db.run.updateMany({
    where: { id: summary.id, seq: BigInt(summary.seq) },
    data: {
      summary: { format, summary } as Prisma.InputJsonObject,
      summarySeq: BigInt(summary.seq),
      summaryUntil: summary.validUntil,
    },
  });
}
