import { isSettled, readRun } from "@/lib/domain/run-state";
import { indexDocument, type Leaf } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import type { RunScope } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** Titles of what a leaf still waits for; `settle` counts a leaf as done that is being passed beside it. */
export type Waiting = { of: (key: string) => string[]; settle: (key: string) => void };

/** Nothing is read where none of the leaves needs anything, which is most ticks of most checklists. */
export async function readWaiting(
  ctx: Pick<Context, "now">,
  db: Database | Transaction,
  { run }: Pick<RunScope, "run">,
  leaves: readonly Pick<Leaf, "needs">[],
): Promise<Waiting> {
  if (leaves.every(({ needs }) => needs.length === 0)) return { of: () => [], settle: () => {} };
  const snapshot = await readSnapshot(db, run.workspaceId, run.id);
  if (!snapshot) return { of: () => [], settle: () => {} };
  const { standings } = readRun(snapshot, ctx.now.toISOString());
  const { leafByKey } = indexDocument(snapshot.document);
  const settled = new Set<string>();
  return {
    of: (key) =>
      (leafByKey.get(key)?.needs ?? []).flatMap((order) => {
        const need = standings[order];
        return !need || isSettled(need) || settled.has(need.leaf.key) ? [] : [need.leaf.title];
      }),
    settle: (key) => settled.add(key),
  };
}

/** In an order in which everything stands after what it needs: a group passes from its beginning to its end. */
export function inNeedsOrder<T extends { leaf: Leaf }>({ index }: Pick<RunScope, "index">, all: readonly T[]): T[] {
  const places = new Map(index.needsOrder.map((order, place) => [order, place]));
  return all.toSorted((a, b) => (places.get(a.leaf.order) ?? 0) - (places.get(b.leaf.order) ?? 0));
}
