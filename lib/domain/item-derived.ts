import type { ItemState } from "./item-state";
import { derivedState } from "./item-transition";
import type { LeafStanding } from "./run-state";

/** A parent's state from its leaves: options not taken say nothing, optional and recurring ones only when there are no others. */
export function parentState(below: readonly Pick<LeafStanding, "state" | "taken" | "leaf">[]): ItemState {
  const taken = below.filter((standing) => standing.taken);
  const required = taken.filter(({ leaf }) => !leaf.optional && !leaf.recurring);
  return derivedState((required.length > 0 ? required : taken).map(({ state }) => state));
}

/** A parent's version: it moves whenever one of its leaves does, and never back. */
export function itemVersion(below: readonly Pick<LeafStanding, "row">[]): number {
  return below.reduce((version, { row }) => version + (row?.version ?? 1) - 1, 1);
}
