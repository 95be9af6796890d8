import { holdBarrier } from "./hold";
import type { ItemState } from "./item-state";
import { plainText } from "./plain-text";
import { type Refusal, refuse } from "./refusal";
import type { GateRow, ItemRow } from "./run";
import type { DocumentIndex, Leaf } from "./template-tree";
import { isPassed } from "./verdict";

/** What decides whether a step's turn has come; `states` holds the leaves of `leavesAhead`. */
export type TurnFacts = {
  index: DocumentIndex;
  gates: readonly Pick<GateRow, "key" | "status">[];
  states: ReadonlyMap<string, ItemState>;
  untaken: ReadonlySet<number>;
  timeScale: number;
  /** Why a gate before it holds no more, from `fallenBefore`; what was done all the same is recorded. */
  fallen: string | null;
  /** ISO. */
  now: string;
};

/** True of what is done in a sequence: the steps of the deployment. */
export function isStep(leaf: Pick<Leaf, "stage" | "recurring">): boolean {
  return leaf.stage === "during" && !leaf.recurring;
}

/**
 * The steps that must be done before this one: every hold before it, and before a hold everything. What stands between
 * two holds is done in any order, by several people at once.
 */
export function leavesAhead(index: DocumentIndex, leaf: Leaf): readonly Leaf[] {
  if (!isStep(leaf)) return [];
  const before = index.leaves
    .slice(0, leaf.order)
    .filter((other) => isStep(other) && other.gatesBefore === leaf.gatesBefore && !other.optional);
  return leaf.item.hold ? before : before.slice(0, before.findLastIndex((other) => other.item.hold !== undefined) + 1);
}

const nearest = new WeakMap<DocumentIndex, ReadonlyMap<number, readonly number[]>>();

/**
 * Orders of those of `leavesAhead` that wait for no other of them: the hold before this step, and for a hold what stands
 * between the two. By them all of `leavesAhead` is reached.
 */
export function holdsAhead(index: DocumentIndex, { order }: Pick<Leaf, "order">): readonly number[] {
  let found = nearest.get(index);
  if (!found) {
    found = readNearest(index);
    nearest.set(index, found);
  }
  return found.get(order) ?? none;
}

const none: readonly number[] = [];

function readNearest({ leaves }: DocumentIndex): Map<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  const stretches = new Map<number, { hold: number[]; since: number[] }>();
  for (const leaf of leaves) {
    if (!isStep(leaf)) continue;
    const { hold, since } = stretches.get(leaf.gatesBefore) ?? { hold: [], since: [] };
    const ahead = leaf.item.hold ? [...hold, ...since] : hold;
    if (ahead.length > 0) found.set(leaf.order, ahead);
    const own = leaf.optional ? [] : [leaf.order];
    const held = leaf.item.hold !== undefined && !leaf.optional;
    stretches.set(leaf.gatesBefore, held ? { hold: own, since: [] } : { hold, since: [...since, ...own] });
  }
  return found;
}

/**
 * Why this step can't go to `target` just now; null when it can. Steps begin once the gates before them have their GO.
 * Before that, ticking records what was done elsewhere; starting doesn't.
 */
export function stepTurn(leaf: Leaf, row: ItemRow, target: ItemState, facts: TurnFacts): Refusal | null {
  const finishing = target === "passed" || target === "warned";
  if (!finishing && target !== "in_progress") return null;
  if (finishing) {
    const held = holdBarrier(leaf.item, row, facts.timeScale, facts.now);
    if (held) return held;
  }
  if (!isStep(leaf)) return null;
  const shut = facts.index.gates
    .slice(0, leaf.gatesBefore)
    .find(({ gate }) => !isPassed(facts.gates.find(({ key }) => key === gate.key)?.status ?? "pending"));
  if (shut) {
    if (finishing) return null;
    return refuse("out_of_order", `${plainText(shut.gate.title)} has no GO yet. ${leaf.title} begins after it.`);
  }
  if (facts.fallen !== null && !finishing) return refuse("out_of_order", facts.fallen);
  const ahead = leavesAhead(facts.index, leaf).find(
    (other) => !facts.untaken.has(other.order) && !settled.has(facts.states.get(other.key) ?? "open"),
  );
  return ahead ? refuse("out_of_order", `${ahead.title} comes first and is not done.`) : null;
}

const settled: ReadonlySet<ItemState> = new Set(["passed", "warned", "not_applicable"]);
