import { createHash } from "node:crypto";
import { withClient } from "../postgres/roles.ts";
import type { Acknowledged } from "./workers.ts";

type ItemLine = { key: string; version: number; state: string };
type Entry = { seq: string; at: string; body: string; body_hash: Buffer; prev_hash: Buffer; hash: Buffer };

/** Everything the database got wrong against what was confirmed, in words; empty when nothing is lost or doubled. */
export async function findViolations(superuserUrl: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const run = acknowledged[0]?.run;
  return withClient(superuserUrl, async (client) => {
    const items = await client.query<ItemLine>("select key, version, state from run_item where run_id = $1", [run]);
    const entries = await client.query<Entry>(
      "select seq, iso_time(at) as at, body, body_hash, prev_hash, hash from audit_entry where chain_id = $1 order by seq",
      [run],
    );
    const rows = new Map(items.rows.map((row) => [row.key, row]));
    const recorded = countTicks(entries.rows);
    return [
      ...brokenLinks(entries.rows),
      ...acknowledged.flatMap((mine) => compare(mine, rows.get(mine.key), recorded.get(mine.key) ?? 0)),
    ];
  });
}

function compare(mine: Acknowledged, row: ItemLine | undefined, recorded: number): string[] {
  const found: string[] = [];
  if (row?.version !== mine.version) found.push(`${mine.key}: version ${row?.version}, confirmed ${mine.version}`);
  if (row?.state !== mine.state) found.push(`${mine.key}: ${row?.state}, confirmed ${mine.state}`);
  if (recorded !== mine.ticks)
    found.push(`${mine.key}: ${recorded} entries in the history, confirmed ${mine.ticks} ticks`);
  return found;
}

function countTicks(entries: readonly Entry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { body } of entries) {
    const { action, subject } = JSON.parse(body);
    if (/^item\.(passed|open)$/.test(action)) counts.set(subject.key, (counts.get(subject.key) ?? 0) + 1);
  }
  return counts;
}

/** The chain restated from its definition, without the code that wrote it. */
function brokenLinks(entries: readonly Entry[]): string[] {
  let previous: Buffer = Buffer.alloc(32);
  const found: string[] = [];
  entries.forEach((entry, index) => {
    const seq = Buffer.alloc(8);
    seq.writeBigInt64BE(BigInt(entry.seq));
    const bodyHash = createHash("sha256").update(entry.body).digest();
    const hash = createHash("sha256").update(previous).update(seq).update(entry.at).update(bodyHash).digest();
    if (Number(entry.seq) !== index + 1) found.push(`entry ${index + 1} of the history is numbered ${entry.seq}`);
    if (!entry.prev_hash.equals(previous) || !entry.body_hash.equals(bodyHash) || !entry.hash.equals(hash))
      found.push(`entry ${entry.seq} of the history does not follow from the one before`);
    previous = entry.hash;
  });
  return found;
}
