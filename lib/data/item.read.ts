import type { ItemRow } from "@/lib/domain/run";
import type { Database, Transaction } from "./database";

/** Rows of the named items of one run, by key. Scope is the caller's: `scopeRun` first. */
export async function readItems(
  db: Database | Transaction,
  runId: string,
  keys: readonly string[],
): Promise<Map<string, ItemRow>> {
  const rows = await db.$queryRaw<{ item: ItemRow }[]>`
    select run_item_json(i) as item from run_item i where i.run_id = ${runId} and i.key = any(${keys})`;
  return new Map(rows.map(({ item }) => [item.key, item]));
}
