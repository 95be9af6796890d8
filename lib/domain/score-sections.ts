import type { SectionSums } from "./assessment";
import { plainText } from "./plain-text";
import type { LeafStanding, RunState } from "./run-state";
import { severityWeight } from "./severity";

/** A gate's score by the innermost phase or section its leaves stand in, in document order: the same points, laid out. */
export function sectionSums(state: RunState, covered: readonly LeafStanding[]): SectionSums[] {
  const sums = new Map<string, SectionSums>();
  for (const { leaf, applicable, satisfied } of covered) {
    if (!applicable) continue;
    const key = leaf.above.findLast((above) => !state.index.items.has(above)) ?? "";
    const title = leaf.path.at(-1) ?? plainText(state.snapshot.document.title);
    const one = sums.get(key) ?? { key, title, satisfied: 0, applicable: 0, open: 0, total: 0 };
    const weight = severityWeight[leaf.severity];
    one.total += 1;
    one.applicable += weight;
    if (satisfied) one.satisfied += weight;
    else one.open += 1;
    sums.set(key, one);
  }
  return [...sums.values()];
}
