import type { AuditBody, AuditSubject } from "@/lib/domain/audit-body";
import { presenceSeconds } from "@/lib/domain/presence";
import type { ItemRow } from "@/lib/domain/run";
import { type Database, queryPrepared } from "./database";

/** One audit entry as the screens get it; `item` is the row as it stands now, which may be newer than the entry. */
export type RunEvent = {
  seq: number;
  at: string;
  actor: { id: string; name: string } | null;
  action: string;
  subject: AuditSubject;
  item?: ItemRow;
};

export type Present = { id: string; name: string; itemKey: string | null };

type EntryRow = { seq: bigint; at: Date; body: string; item: ItemRow | null };

/**
 * Entries after `after`, in commit order, at most `limit`. Gap-free: numbers are given out under the run's row lock,
 * so one that commits later is never smaller.
 */
export async function readEvents(db: Database, runId: string, after: number, limit: number): Promise<RunEvent[]> {
  const rows = await db.$queryRaw<EntryRow[]>`
    select e.seq, e.at, e.body, case when i.key is null then null else run_item_json(i) end as item
    from audit_entry e
    left join run_item i on i.run_id = e.chain_id and e.body::jsonb -> 'subject' ->> 'kind' = 'item'
      and i.key = e.body::jsonb -> 'subject' ->> 'key'
    where e.chain_id = ${runId} and e.seq > ${after} order by e.seq limit ${limit}`;
  return rows.map(({ seq, at, body, item }) => {
    const { actor, action, subject } = JSON.parse(body) as AuditBody;
    return {
      seq: Number(seq),
      at: at.toISOString(),
      actor: actor.person === null ? null : { id: actor.person, name: actor.name ?? "" },
      action,
      subject,
      ...(item ? { item } : {}),
    };
  });
}

/** Number of the last entry of each run; unknown ids are absent. */
export async function readHeads(db: Database, runIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.run.findMany({ where: { id: { in: [...runIds] } }, select: { id: true, seq: true } });
  return new Map(rows.map((row) => [row.id, Number(row.seq)]));
}

const presentText = `
  select distinct on (p.run_id, n.name, p.person_id)
    p.run_id as "runId", p.person_id as id, n.name, p.item_key as "itemKey"
  from presence p join person n on n.id = p.person_id
  where p.run_id = any($1::text[]) and p.seen_at > $2
  order by p.run_id, n.name, p.person_id, p.seen_at desc`;

/** Who has each run open, latest place first; a person with two windows stands once. */
export async function readPresent(db: Database, runIds: readonly string[], now: Date): Promise<Map<string, Present[]>> {
  const rows = await queryPrepared<{ runId: string } & Present>(db, "present", presentText, [
    [...runIds],
    new Date(now.getTime() - presenceSeconds * 1000),
  ]);
  const present = new Map<string, Present[]>(runIds.map((id) => [id, []]));
  for (const { runId, ...person } of rows) present.get(runId)?.push(person);
  return present;
}
