import type { AuditBody, AuditSubject } from "@/lib/domain/audit-body";
import { accept, type Result } from "@/lib/domain/refusal";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import { Prisma } from "./generated/client";
import { type HistoryFilter, historyWhere } from "./history-filter.read";
import type { Page } from "./page";
import { scopeRun } from "./run-scope.read";

/** One entry of a run's history, with what it takes to verify the chain: hashes in hex, `body` as the text hashed. */
export type AuditRow = {
  /** Id of the run or workspace. */
  chain: string;
  seq: number;
  at: string;
  actor: { id: string; name: string } | null;
  /** How the actor proved who they are: `session`, `personal_token`, `machine_token`, `system`. */
  via: string;
  action: string;
  subject: AuditSubject;
  change: Record<string, unknown> | null;
  /** Free text of the entry; null when there is none or it was redacted. */
  text: string | null;
  redactedAt: string | null;
  body: string;
  /** Hex; with `text` it makes the digest that stands in the body. */
  salt: string | null;
  hash: string;
  prevHash: string;
};

export type HistoryRow = Pick<AuditRow, "seq" | "at" | "actor" | "action" | "subject" | "change" | "text">;

type Row = {
  chain: string;
  seq: bigint;
  at: Date;
  body: string;
  hash: Uint8Array;
  prevHash: Uint8Array;
  salt: Uint8Array | null;
  text: string | null;
  redactedAt: Date | null;
};

/**
 * Entries of a run after `after`, in the order they were written, narrowed by what stands in `filter`; with
 * `order: "desc"` those before `after` (0 = from the end), the newest first.
 */
export async function listAudit(
  ctx: Context,
  runId: string,
  { after, limit, order = "asc", ...filter }: { after: number; limit: number; order?: "asc" | "desc" } & HistoryFilter,
): Promise<Result<Page<AuditRow>>> {
  const scope = await scopeRun(ctx, runId, "history.read");
  if (!scope.ok) return scope;
  const older = after === 0 ? Prisma.empty : Prisma.sql`and e.seq < ${after}`;
  const place = order === "asc" ? Prisma.sql`and e.seq > ${after}` : older;
  const sorted = order === "asc" ? Prisma.sql`order by e.seq` : Prisma.sql`order by e.seq desc`;
  const rows = await readEntries(
    ctx.db,
    Prisma.sql`e.chain_id = ${runId} ${place} ${historyWhere(filter)} ${sorted} limit ${limit + 1}`,
  );
  const items = rows.slice(0, limit);
  return accept({ items, nextCursor: rows.length > limit ? String(items.at(-1)?.seq) : null });
}

/** Every entry of a chain, the first one first. Scope is the caller's. */
export async function readChain(db: Database | Transaction, chainId: string): Promise<AuditRow[]> {
  return readEntries(db, Prisma.sql`e.chain_id = ${chainId} order by e.seq`);
}

/** What happened to an item, the newest first. Scope is the caller's. */
export async function readItemHistory(db: Database, runId: string, itemKey: string): Promise<HistoryRow[]> {
  const rows = await readEntries(
    db,
    Prisma.sql`e.chain_id = ${runId} ${historyWhere({ item: itemKey })} order by e.seq desc limit 200`,
  );
  return rows.map(({ seq, at, actor, action, subject, change, text }) => ({
    seq,
    at,
    actor,
    action,
    subject,
    change,
    text,
  }));
}

/** Entries by a condition on `e` (audit_entry) and `t` (its words), which also orders and limits. */
export async function readEntries(db: Database | Transaction, where: Prisma.Sql): Promise<AuditRow[]> {
  const rows = await db.$queryRaw<Row[]>`
    select e.chain_id as chain, e.seq, e.at, e.body, e.hash, e.prev_hash as "prevHash", t.salt, t.text, t.redacted_at as "redactedAt"
    from audit_entry e left join audit_text t on t.chain_id = e.chain_id and t.seq = e.seq
    where ${where}`;
  return rows.map(toAuditRow);
}

function toAuditRow(row: Row): AuditRow {
  const { actor, action, subject, change } = JSON.parse(row.body) as AuditBody;
  return {
    chain: row.chain,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actor: actor.person === null ? null : { id: actor.person, name: actor.name ?? "Someone who left" },
    via: actor.via,
    action,
    subject,
    change: change ?? null,
    text: row.text,
    redactedAt: row.redactedAt?.toISOString() ?? null,
    body: row.body,
    salt: row.salt && hex(row.salt),
    hash: hex(row.hash),
    prevHash: hex(row.prevHash),
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
