import { createHash } from "node:crypto";
import type { AuditBody } from "@/lib/domain/audit-body";
import { type ChainEntry, verifyChain } from "@/lib/domain/audit-chain";
import type { Anchor } from "@/lib/domain/checkpoint-loss";
import type { Database, Transaction } from "./database";

/** A chain with the head its row names. */
export type Chain = {
  id: string;
  kind: "run" | "workspace";
  name: string;
  workspaceId: string;
  seq: bigint;
  headHash: Uint8Array | null;
};

/** Where a part of a chain that was verified ended. */
export type ChainPlace = { seq: number; hash: Uint8Array };

/** Entries verified, the first fault as a sentence, and where to go on; `next` is null when there is nothing to go on with. */
export type ChainPart = { count: number; fault: string | null; next: ChainPlace | null };

type EntryRow = Omit<ChainEntry, "seq" | "at"> & {
  seq: bigint;
  at: Date;
  salt: Uint8Array | null;
  text: string | null;
  redacted: boolean | null;
};

const batch = 1000;

/** The chains there are in the order of their ids, from the one after `after`. */
export async function readChains(db: Database | Transaction, after = "", limit = 1_000_000): Promise<Chain[]> {
  return db.$queryRaw<Chain[]>`
    select * from (
      select id, 'run' as kind, name, workspace_id as "workspaceId", seq, head_hash as "headHash" from run
      union all select id, 'workspace', name, id, seq, head_hash from workspace) c
    where c.id > ${after} order by c.id limit ${limit}`;
}

/** One chain by its id; null when nothing of that id is left. */
export async function readOneChain(db: Database | Transaction, id: string): Promise<Chain | null> {
  const [chain] = await db.$queryRaw<Chain[]>`
    select id, 'run' as kind, name, workspace_id as "workspaceId", seq, head_hash as "headHash" from run where id = ${id}
    union all select id, 'workspace', name, id, seq, head_hash from workspace where id = ${id}`;
  return chain ?? null;
}

/** Those of the ids that no run and no workspace has. */
export async function readMissing(db: Database | Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select u.id from unnest(${[...ids]}::text[]) u(id)
    where not exists (select from run r where r.id = u.id) and not exists (select from workspace w where w.id = u.id)`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Recomputes a chain in batches from `from` up to its head, or up to about `most` entries, with the words the entries
 * name, and compares it with the `anchors`: heads that signed checkpoints have seen.
 */
export async function verifyPart(
  db: Database | Transaction,
  chain: Chain,
  anchors: readonly Anchor[],
  { from = null, most = Number.POSITIVE_INFINITY }: { from?: ChainPlace | null; most?: number } = {},
): Promise<ChainPart> {
  let place = from;
  let count = 0;
  const length = Number(chain.seq);
  const beyond = anchors.find(({ seq }) => seq > length);
  if (beyond) {
    const fault = `it ends at entry ${length}, but checkpoint ${beyond.checkpoint} has seen entry ${beyond.seq}.`;
    return { count, fault, next: null };
  }
  while (count < most) {
    const after = place?.seq ?? 0;
    const rows = await db.$queryRaw<EntryRow[]>`
      select e.seq, e.at, e.body, e.body_hash as "bodyHash", e.prev_hash as "prevHash", e.hash, t.salt, t.text,
        t.redacted_at is not null as redacted
      from audit_entry e left join audit_text t on t.chain_id = e.chain_id and t.seq = e.seq
      where e.chain_id = ${chain.id} and e.seq > ${after} and e.seq <= ${length} order by e.seq limit ${batch}`;
    const entries = rows.map((row) => ({ ...row, seq: Number(row.seq), at: row.at.toISOString() }));
    const last = rows.length < batch;
    const known = { ...(place ? { from: place } : {}), ...(last ? { head: headOf(chain) } : {}) };
    const check = verifyChain(entries, known);
    if (!check.ok) return { count, fault: `at entry ${check.seq}: ${check.message}`, next: null };
    const words = entries.find((row) => !holdsItsWords(row));
    if (words) return { count, fault: `at entry ${words.seq}: its words aren't those recorded.`, next: null };
    const anchored = anchorFault(entries, anchors);
    if (anchored) return { count, fault: anchored, next: null };
    count += entries.length;
    const end = entries.at(-1);
    if (last || !end) return { count, fault: await tailFault(db, chain.id), next: null };
    place = { seq: end.seq, hash: end.hash };
  }
  return { count, fault: null, next: place };
}

/** A head and the last entry move in one transaction: one statement never sees them apart. */
async function tailFault(db: Database | Transaction, id: string): Promise<string | null> {
  const [tail] = await db.$queryRaw<{ head: bigint; last: bigint }[]>`
    select h.seq as head, coalesce((select max(e.seq) from audit_entry e where e.chain_id = h.id), 0) as last
    from (select id, seq from run union all select id, seq from workspace) h where h.id = ${id}`;
  if (tail && tail.head === tail.last) return null;
  return `it ends at entry ${tail?.last ?? 0}, but its head is entry ${tail?.head ?? 0}.`;
}

function anchorFault(entries: readonly ChainEntry[], anchors: readonly Anchor[]) {
  const bySeq = new Map(entries.map(({ seq, hash }) => [seq, Buffer.from(hash).toString("hex")]));
  const wrong = anchors.find(({ seq, hash }) => bySeq.has(seq) && bySeq.get(seq) !== hash);
  if (!wrong) return null;
  return `at entry ${wrong.seq}: it was rewritten, checkpoint ${wrong.checkpoint} has seen another hash there.`;
}

function headOf({ seq, headHash }: Chain): ChainPlace {
  return { seq: Number(seq), hash: headHash ?? new Uint8Array(32) };
}

/** Redacted words leave their digest behind and prove nothing either way; words that are just gone are a fault. */
function holdsItsWords({ body, salt, text, redacted }: Pick<EntryRow, "body" | "salt" | "text" | "redacted">): boolean {
  const textDigest = digestIn(body);
  if (textDigest === undefined) return salt === null;
  if (salt === null || text === null) return redacted === true;
  return textDigest === createHash("sha256").update(salt).update(text).digest("hex");
}

function digestIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as AuditBody).textDigest;
  } catch {
    return undefined;
  }
}
