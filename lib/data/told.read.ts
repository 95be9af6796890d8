import type { AuditBody } from "@/lib/domain/audit-body";
import type { Told } from "@/lib/domain/chronicle-words";
import { type Database, queryPrepared, type Transaction } from "./database";

/** A run that runs for years doesn't take the server with it: what is older stands in its history. */
export const mostTold = 20_000;

type Row = { seq: number; at: string; body: string; text: string | null };

/** What the last entries of a run tell, the first one first, without their proofs. Scope is the caller's. */
export async function readTold(db: Database | Transaction, runId: string): Promise<Told[]> {
  const rows = await queryPrepared<Row>(
    db,
    "told",
    `select * from (
       select e.seq::int as seq, iso_time(e.at) as at, e.body, t.text
       from audit_entry e left join audit_text t on t.chain_id = e.chain_id and t.seq = e.seq
       where e.chain_id = $1 order by e.seq desc limit $2) last order by seq`,
    [runId, mostTold],
  );
  return rows.map(({ body, ...row }) => {
    const { actor, action, subject, change } = JSON.parse(body) as AuditBody;
    const name = actor.name ?? "Someone who left";
    return { ...row, actor: actor.person === null ? null : { name }, action, subject, change: change ?? null };
  });
}
