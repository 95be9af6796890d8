import { buildCheckpoint, type ChainHead, checkpointType } from "@/lib/domain/checkpoint";
import type { ChainLoss } from "@/lib/domain/checkpoint-loss";
import { sha256Hex } from "@/lib/domain/digest";
import { fromBase64 } from "@/lib/domain/dsse";
import { appendCheckpoint, checkpointFile, checkpointFileSize, readCheckpoints } from "@/lib/storage/checkpoint-file";
import { seal } from "@/lib/storage/ed25519";
import { installationKey } from "@/lib/storage/signing-key";
import type { Database, Transaction } from "./database";

/** What the file says so far, so that only heads that moved are written again. */
type Written = { size: number; number: number; previous: string | null; heads: Map<string, ChainHead> };

const shared = globalThis as typeof globalThis & { gonogoWritten?: Written };

/** The lock that lets one instance write at a time; a transaction's own, so that it falls with its connection. */
const lockName = "gonogo checkpoint";

/**
 * Signs the heads of all chains as they are and appends them to the file outside the database. Without `wait`, leaves
 * it to another instance that is at it. Null when nothing moved since the last one, or somebody else writes.
 */
export async function writeCheckpoint(db: Database, now: Date, wait = false): Promise<number | null> {
  return db.$transaction(
    async (tx) => {
      if (wait) await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${lockName}))`;
      else {
        const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
          select pg_try_advisory_xact_lock(hashtext(${lockName})) as mine`;
        if (!lock?.mine) return null;
      }
      return append(tx, now);
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}

/** Runs work while no instance writes a checkpoint: exchanging the key, say. */
export async function withCheckpointLock<T>(db: Database, work: () => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${lockName}))`;
      return work();
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}

/** Signs the heads together with what is acknowledged as lost. The caller holds the lock. */
export async function writeLosses(db: Database, now: Date, losses: readonly ChainLoss[]): Promise<number | null> {
  return append(db, now, losses);
}

async function append(
  tx: Pick<Transaction, "$queryRaw">,
  now: Date,
  losses: readonly ChainLoss[] = [],
): Promise<number | null> {
  const written = await readWritten();
  const heads = withLosses(await readHeads(tx), losses);
  const moved = (head: ChainHead) =>
    head.lost !== undefined || written.heads.get(`${head.kind} ${head.id}`)?.hash !== head.hash;
  if (!heads.some(moved)) return null;
  const number = written.number + 1;
  const built = buildCheckpoint(heads, moved, { number, at: now.toISOString(), previous: written.previous });
  const { signer } = await installationKey(now);
  await appendCheckpoint({ envelope: seal(checkpointType, built.payload, [signer]), heads: built.heads });
  for (const { proof: _, ...head } of built.heads) written.heads.set(`${head.kind} ${head.id}`, head);
  const size = await checkpointFileSize();
  shared.gonogoWritten = { ...written, size, number, previous: sha256Hex(built.payload) };
  return number;
}

const nothing = "00".repeat(32);

/** A chain that is gone whole stands at entry 0. */
function withLosses(heads: readonly ChainHead[], losses: readonly ChainLoss[]): ChainHead[] {
  const lost = new Map(losses.map((loss) => [loss.id, loss]));
  const there = heads.map((head) => {
    const loss = lost.get(head.id);
    lost.delete(head.id);
    return loss ? { ...head, lost: loss.lost } : head;
  });
  return [...there, ...[...lost.values()].map((loss) => ({ ...loss, seq: 0, hash: nothing }))];
}

async function readHeads(tx: Pick<Transaction, "$queryRaw">): Promise<ChainHead[]> {
  const rows = await tx.$queryRaw<{ kind: ChainHead["kind"]; id: string; seq: bigint; hash: Uint8Array }[]>`
    select 'run' as kind, id, seq, head_hash as hash from run where head_hash is not null
    union all select 'workspace', id, seq, head_hash from workspace where head_hash is not null`;
  return rows.map(({ kind, id, seq, hash }) => ({
    kind,
    id,
    seq: Number(seq),
    hash: Buffer.from(hash).toString("hex"),
  }));
}

/** From memory while nobody else has written to the file, else read anew. */
async function readWritten(): Promise<Written> {
  const size = await checkpointFileSize();
  if (shared.gonogoWritten?.size === size) return shared.gonogoWritten;
  const written: Written = { size, number: 0, previous: null, heads: new Map() };
  for await (const { line } of readCheckpoints(checkpointFile())) {
    if (!line) continue;
    const payload = fromBase64(line.envelope.payload);
    written.previous = sha256Hex(payload);
    written.number = (JSON.parse(new TextDecoder().decode(payload)) as { number: number }).number;
    for (const { proof: _, ...head } of line.heads) written.heads.set(`${head.kind} ${head.id}`, head);
  }
  return written;
}
