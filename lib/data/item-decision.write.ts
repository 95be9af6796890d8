import type { ItemDecision } from "@/lib/domain/item-transition";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";

/**
 * Writes one decided item change with its entry, inside a transaction that holds the run's row lock: nothing else can
 * have moved the row since it was read there. Many at once, or beside another change; a single tick takes changeItem.
 */
export async function writeDecision(
  tx: Transaction,
  ctx: Pick<Context, "actor" | "now">,
  runId: string,
  decision: Extract<ItemDecision, { kind: "changed" }>,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { row, action, change, text } = decision;
  await tx.runItem.update({
    where: { runId_key: { runId, key: row.key } },
    data: {
      state: row.state,
      version: row.version,
      revision: row.revision,
      reason: row.reason,
      assigneeId: row.assigneeId,
      dueAt: row.dueAt,
      blockedReason: row.blocked?.reason ?? null,
      blockedById: row.blocked?.byId ?? null,
      blockedSince: row.blocked?.since ?? null,
      blockedLink: row.blocked?.link ?? null,
      changedById: row.changedById,
      changedAt: row.changedAt,
    },
  });
  await auditRun(tx, ctx.actor, runId, ctx.now, {
    action,
    subject: { kind: "item", key: row.key },
    change: { ...change, version: row.version, ...more },
    text,
  });
}
