import { itemVersion, movesWithParent, parentState } from "@/lib/domain/item-derived";
import { type ItemChange, isForward, untouchedRow } from "@/lib/domain/item-transition";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ItemRow } from "@/lib/domain/run";
import { untakenLeaves } from "@/lib/domain/run-state";
import { comesBack, type Leaf, leavesBelow } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { readItems } from "./item.read";
import { asChanged, decideIn, type ItemChanged } from "./item-change";
import { writeDecision } from "./item-decision.write";
import { inNeedsOrder, readWaiting } from "./item-waiting.read";
import { missedOf } from "./measured.read";
import { changeRun } from "./run-change.write";
import { type RunScope, runNotFound } from "./run-scope.read";
import { turnOf } from "./step-turn.read";
import { readWaived } from "./waiver.read";

/**
 * A parent: its open leaves move together or not at all, one entry each; leaves somebody already decided stay, as do
 * those of an option not taken. Its version is the sum of its leaves', so a stale one is a conflict here too.
 */
export function changeBelow(
  ctx: Context,
  runId: string,
  key: string,
  change: ItemChange,
  version: number,
): Promise<Result<ItemChanged>> {
  return changeRun(ctx, runId, "item.assign_self", async (tx, scope) => {
    const place = scope.index.items.get(key);
    if (!place) return runNotFound;
    const untaken = untakenLeaves(scope.index, scope.choices);
    const leaves = leavesBelow(scope.index, key);
    const rows = await readItems(
      tx,
      runId,
      leaves.map((leaf) => leaf.key),
    );
    const below = () =>
      leaves.map((leaf) => {
        const row = rows.get(leaf.key) ?? null;
        return { leaf, row, state: row?.state ?? ("open" as const), taken: !untaken.has(leaf.order) };
      });
    const parent = () => ({ ...untouchedRow(key), state: parentState(below()), version: itemVersion(below()) });
    const before = parent();
    const taken = below().filter((each) => each.taken);
    const open = taken.filter((each) => movesWithParent(each, change.state));
    if (version !== before.version && open.length > 0) {
      const message = `What stands below this item has changed since version ${version}. Look at it, then decide again.`;
      return refuse("conflict", message, { current: before });
    }
    const asked = change.state !== undefined && change.state !== before.state && isForward(change.state);
    if (asked && taken.length > 0 && taken.every(({ leaf }) => comesBack(leaf)))
      return refuse("comes_back", "What stands below it comes back: record each turn under After.");
    const items: ItemRow[] = [];
    const moving = change.state === undefined ? [] : open.map(({ leaf }) => leaf);
    const waiting = await readWaiting(ctx, tx, scope, moving);
    const waived = await readWaived(
      tx,
      runId,
      open.map(({ leaf }) => leaf.key),
      ctx.now,
    );
    for (const { leaf } of inNeedsOrder(scope, open)) {
      const moved = await changeOne(ctx, tx, scope, leaf, rows.get(leaf.key), change, {
        waitsFor: waiting.of(leaf.key),
        waived: waived.has(leaf.key),
      });
      if (!moved.ok) return moved;
      if (!moved.value) continue;
      if (change.state === "passed") waiting.settle(leaf.key);
      rows.set(leaf.key, moved.value);
      items.push(moved.value);
    }
    return accept({ ...asChanged(place, parent(), items.length === 0), items });
  });
}

async function changeOne(
  ctx: Context,
  tx: Transaction,
  scope: RunScope,
  leaf: Leaf,
  known: ItemRow | undefined,
  change: ItemChange,
  { waitsFor, waived }: { waitsFor: readonly string[]; waived: boolean },
): Promise<Result<ItemRow | null>> {
  const row = known ?? untouchedRow(leaf.key);
  const turn = await turnOf({ db: tx, now: ctx.now }, scope, row, leaf.key, change);
  const missed = await missedOf(tx, scope, leaf.key, change);
  const facts = { excused: false, waived, turn, waitsFor, missed };
  const decision = decideIn(ctx, scope, leaf, row, change, row.version, facts);
  if ("code" in decision) return { ...decision, message: `${leaf.title}: ${decision.message}` };
  if (decision.kind === "concurring") return accept(null);
  await writeDecision(tx, ctx, scope.run.id, decision);
  return accept(decision.row);
}
