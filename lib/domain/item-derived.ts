import type { ItemState } from "./item-state";
import { derivedState, isForward } from "./item-transition";
import type { LeafStanding } from "./run-state";
import { comesBack } from "./template-tree";

/**
 * A parent's state from its leaves: options not taken say nothing, optional ones and those that come back only when there
 * are no others. That one which comes back failed is always said.
 */
export function parentState(below: readonly Pick<LeafStanding, "state" | "taken" | "leaf">[]): ItemState {
  const taken = below.filter((standing) => standing.taken);
  const required = taken.filter(({ leaf, state }) => !leaf.optional && !(comesBack(leaf) && state !== "failed"));
  return derivedState((required.length > 0 ? required : taken).map(({ state }) => state));
}

/** A parent's version: it moves whenever one of its leaves does, and never back. */
export function itemVersion(below: readonly Pick<LeafStanding, "row">[]): number {
  return below.reduce((version, { row }) => version + (row?.version ?? 1) - 1, 1);
}

/**
 * Whether a leaf moves when its parent is set: what somebody decided stays, what comes back has no box to tick. Without
 * `target` it is about something else, its assignee say, and every leaf goes along.
 */
export function movesWithParent(
  { leaf, state }: Pick<LeafStanding, "state" | "leaf">,
  target: ItemState | undefined,
): boolean {
  if (target === undefined) return true;
  return (state === "open" || state === "in_progress") && !(comesBack(leaf) && isForward(target));
}
