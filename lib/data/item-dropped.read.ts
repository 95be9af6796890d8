import { z } from "zod";
import { accept, type Result } from "@/lib/domain/refusal";
import type { ItemRow } from "@/lib/domain/run";
import type { Context } from "./context";
import { readItems } from "./item.read";
import { scopeRun } from "./run-scope.read";

/** An item that stood in an older version of the run's template; its details are read like any other's. */
export type DroppedItem = { title: string; droppedAt: string; evidence: number; item: ItemRow };

const entrySchema = z.looseObject({ title: z.string() });

/** Items the run was moved away from, the last dropped first, with the state they were left in. */
export async function readDroppedItems(ctx: Context, runId: string): Promise<Result<{ items: DroppedItem[] }>> {
  const scope = await scopeRun(ctx, runId, "run.read");
  if (!scope.ok) return scope;
  const entries = await ctx.db.$queryRaw<{ key: string; at: Date; change: unknown }[]>`
    select distinct on (key) e.body::jsonb -> 'subject' ->> 'key' as key, e.at, e.body::jsonb -> 'change' as change
    from audit_entry e where e.chain_id = ${runId} and e.body::jsonb ->> 'action' = 'item.dropped'
    order by key, e.seq desc`;
  const gone = entries.filter(({ key }) => !scope.value.index.items.has(key));
  const keys = gone.map(({ key }) => key);
  const [rows, evidence] = await Promise.all([
    readItems(ctx.db, runId, keys),
    ctx.db.evidence.groupBy({ by: ["itemKey"], where: { runId, itemKey: { in: keys } }, _count: true }),
  ]);
  const counts = new Map(evidence.map(({ itemKey, _count }) => [itemKey, _count]));
  const items = gone.flatMap(({ key, at, change }) => {
    const item = rows.get(key);
    const title = entrySchema.safeParse(change).data?.title ?? key;
    return item ? [{ title, droppedAt: at.toISOString(), evidence: counts.get(key) ?? 0, item }] : [];
  });
  return accept({ items: items.sort((a, b) => (a.droppedAt < b.droppedAt ? 1 : -1)) });
}
