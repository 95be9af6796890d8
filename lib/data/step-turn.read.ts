import { fallenBefore } from "@/lib/domain/earlier-gates";
import { type ItemChange, untouchedRow } from "@/lib/domain/item-transition";
import type { Refusal } from "@/lib/domain/refusal";
import type { ItemRow } from "@/lib/domain/run";
import { readRun, untakenLeaves } from "@/lib/domain/run-state";
import { isStep, leavesAhead, stepTurn } from "@/lib/domain/step-turn";
import type { Leaf } from "@/lib/domain/template-tree";
import type { Database, Transaction } from "./database";
import { readItems } from "./item.read";
import type { RunScope } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

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
    fallen: state === "in_progress" && isStep(leaf) ? await fallen(ctx, run, leaf) : null,
    now: ctx.now.toISOString(),
  });
}

/** Only starting a step asks for the whole run: it is where a rollout goes on although what allowed it fell. */
async function fallen(
  ctx: { db: Database | Transaction; now: Date },
  run: RunScope["run"],
  leaf: Leaf,
): Promise<string | null> {
  const snapshot = await readSnapshot(ctx.db, run.workspaceId, run.id);
  return snapshot && fallenBefore(readRun(snapshot, ctx.now.toISOString()), leaf);
}
