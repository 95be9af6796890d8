import type { ItemMove } from "@/lib/domain/run-move";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";

/** One row and one entry for an item that asks something else than before, whatever changed it. */
export async function writeItemMove(tx: Transaction, ctx: Context, runId: string, item: ItemMove): Promise<void> {
  const { key, kind, title, row, next, why, fields } = item;
  if (next) {
    const { state, version, revision, reason, changedById, changedAt } = next;
    const data = { state, version, revision, reason, changedById, changedAt };
    const where = { runId_key: { runId, key } };
    await tx.runItem.upsert({ where, update: data, create: { runId, key, ...data }, select: { key: true } });
  }
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action: `item.${kind === "kept" ? "changed" : kind}`,
    subject: { kind: "item", key },
    change: {
      ...(kind === "added" || kind === "dropped" ? { title } : {}),
      ...(kind === "dropped" ? { was: row?.state ?? "open" } : {}),
      ...Object.fromEntries(fields.map(({ field, from, to }) => [field, { from, to }])),
      ...(next && row && row.state !== next.state ? { state: { from: row.state, to: next.state } } : {}),
      ...(next ? { version: next.version } : {}),
      ...(kind === "reset" ? { because: why } : {}),
    },
  });
}
