import { type ItemChange, untouchedRow } from "@/lib/domain/item-transition";
import type { Refusal } from "@/lib/domain/refusal";
import type { ItemRow } from "@/lib/domain/run";
import { untakenLeaves } from "@/lib/domain/run-state";
import { isStep, leavesAhead, stepTurn } from "@/lib/domain/step-turn";
import type { Database, Transaction } from "./database";
import { readItems } from "./item.read";
import type { RunScope } from "./run-scope.read";

/** Whether a step may go where the change wants it, by holds and by what comes first; reads only what that takes. */
export async function turnOf(
  ctx: { db: Database | Transaction; now: Date },
  { run, index, gates, choices }: RunScope,
  row: ItemRow | null,
  key: string,
  { state }: Pick<ItemChange, "state">,
): Promise<Refusal | null> {
  const leaf = index.leafByKey.get(key);
  if (!leaf || state === undefined || state === row?.state || !(leaf.item.hold || isStep(leaf))) return null;
  const ahead = leavesAhead(index, leaf).map((other) => other.key);
  const rows = ahead.length === 0 ? new Map<string, ItemRow>() : await readItems(ctx.db, run.id, ahead);
  return stepTurn(leaf, row ?? untouchedRow(key), state, {
    index,
    gates,
    states: new Map(ahead.map((other) => [other, rows.get(other)?.state ?? "open"])),
    untaken: untakenLeaves(index, choices),
    timeScale: run.timeScale,
    now: ctx.now.toISOString(),
  });
}
