import { type Labels, unmetCondition } from "./condition";
import type { Content, Phase, TemplateDocument } from "./template";
import type { Gate } from "./template-gate";
import type { Values } from "./variable";

/** The conditions over one item, outermost first; items without any are left out. */
export type ConditionalItem = readonly string[];

/** Every item without sub-items that depends on an answer, in document order. */
export function conditionalItems(document: TemplateDocument): ConditionalItem[] {
  const walk = (node: Content | Phase | Gate, outer: readonly string[]): ConditionalItem[] => {
    if (node.kind !== "phase" && node.kind !== "section" && node.kind !== "item") return [];
    const over = node.when === undefined ? outer : [...outer, node.when];
    const below = node.content.flatMap((each) => walk(each, over));
    if (node.kind !== "item" || below.length > 0) return below;
    const parent = node.content.some(({ kind }) => kind === "item" || kind === "section");
    return over.length > 0 && !parent ? [over] : [];
  };
  return document.phases.flatMap((phase) => walk(phase, []));
}

/** How many items don't apply, by why: `[["environment is staging", 3]]`. */
export function unmetCounts(
  items: readonly ConditionalItem[],
  values: Values,
  labels?: Labels,
): [why: string, count: number][] {
  const counts = new Map<string, number>();
  for (const conditions of items) {
    const why = conditions.map((when) => unmetCondition(when, values, labels)).find((each) => each !== null);
    if (why) counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts];
}

/** `3 items don't apply: environment is staging`. */
export function unmetSentence(items: number, why: string): string {
  return `${items === 1 ? "1 item doesn’t apply" : `${items} items don’t apply`}: ${why}`;
}
