import { plainText } from "./plain-text";
import type { RunState } from "./run-state";
import type { Signoff } from "./template-gate";
import { findNode, type GatePlace, type Leaf } from "./template-tree";

/** What a sign-off covers: the parts it names, of what its gate covers; without any, all of that. */
export function signoffCoverage(
  { index }: Pick<RunState, "index">,
  place: GatePlace,
  signoff: Signoff,
): readonly Leaf[] {
  if (!signoff.covers) return place.coverage;
  const ranges = signoff.covers.map((key) => index.ranges.get(key) ?? [0, 0]);
  return place.coverage.filter(({ order }) => ranges.some(([from, to]) => order >= from && order < to));
}

/** Titles of the parts a sign-off names; empty when it covers all that its gate does. */
export function partTitles({ index }: Pick<RunState, "index">, signoff: Signoff): string[] {
  return (signoff.covers ?? []).map((key) => plainText(findNode(index, key)?.title ?? key));
}
