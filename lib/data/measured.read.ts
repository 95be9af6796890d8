import type { ItemChange } from "@/lib/domain/item-transition";
import { measuredMisses } from "@/lib/domain/measured-item";
import { expectationsOf } from "@/lib/domain/template-tree";
import type { Database, Transaction } from "./database";
import { toEvidenceRow } from "./evidence.read";
import type { RunScope } from "./run-scope.read";

/** What was measured last for an item and misses what it expects; asked only where somebody passes what expects a value. */
export async function missedOf(
  db: Database | Transaction,
  { run, index }: RunScope,
  itemKey: string,
  { state }: Pick<ItemChange, "state">,
): Promise<string[]> {
  const leaf = index.leafByKey.get(itemKey);
  if (state !== "passed" || !leaf || expectationsOf(leaf.item).length === 0) return [];
  const rows = await db.evidence.findMany({
    where: { runId: run.id, itemKey, kind: "value" },
    orderBy: { addedAt: "asc" },
  });
  return measuredMisses(leaf.item, itemKey, rows.map(toEvidenceRow));
}
