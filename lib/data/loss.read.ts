import { type Anchor, type Found, judgeLoss, type LossJudgement } from "@/lib/domain/checkpoint-loss";
import type { Anchors } from "./checkpoint.read";
import type { Database, Transaction } from "./database";

type Row = { id: string; seq: bigint; hash: Uint8Array; at: Date };

/** What a restore took back of what the checkpoints have seen, or why it is something else. */
export async function readLosses(
  db: Database,
  anchors: Anchors,
  restored: readonly string[] = [],
): Promise<LossJudgement> {
  const seen = [...anchors.heads.values()].flat();
  const ids = seen.map(({ id }) => id);
  const seqs = seen.map(({ seq }) => BigInt(seq));
  // Entries whose run or workspace is gone hang in the air: they don't count as there.
  const rows = await db.$queryRaw<Row[]>`
    select e.chain_id as id, e.seq, e.hash, e.at
    from (select distinct * from unnest(${ids}::text[], ${seqs}::bigint[]) as u(id, seq)) u
    join audit_entry e on e.chain_id = u.id and e.seq = u.seq
    where exists (select from run r where r.id = u.id) or exists (select from workspace w where w.id = u.id)`;
  const entries = new Map(
    rows.map(({ id, seq, hash, at }): [string, Found] => [
      `${id} ${seq}`,
      { hash: Buffer.from(hash).toString("hex"), at: at.toISOString() },
    ]),
  );
  return judgeLoss(seen, ({ id, seq }: Anchor) => entries.get(`${id} ${seq}`), restored);
}

/** Who said of what was lost that they know, and why; in the order they said it. */
export type Acknowledgement = { workspace: string; at: string; name: string | null; reason: string | null };

/** From the histories of the workspaces. */
export async function readAcknowledgements(db: Database | Transaction): Promise<Acknowledgement[]> {
  const rows = await db.$queryRaw<(Omit<Acknowledgement, "at"> & { at: Date })[]>`
    select w.name as workspace, e.at, e.body::jsonb -> 'actor' ->> 'name' as name, t.text as reason
    from audit_entry e join workspace w on w.id = e.chain_id
    left join audit_text t on t.chain_id = e.chain_id and t.seq = e.seq
    where e.body like '%"action":"audit.acknowledged"%' order by e.at, w.name`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
