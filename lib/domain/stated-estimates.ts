import type { Content, Phase, TemplateDocument } from "./template";
import { indexDocument } from "./template-tree";

/** Items are estimated by the minute; none at all can't be stated. */
const shortest = 1;

/**
 * A document whose items take these minutes. What is stated of an item is taken off what its part shares out, so the
 * others of that part are first stated to take what they were shared: they keep their estimates.
 */
export function stateEstimates(document: TemplateDocument, minutes: ReadonlyMap<string, number>): TemplateDocument {
  const stated = new Map([...sharedBeside(document, minutes), ...minutes]);
  const phases = document.phases.map((node) => state(node, stated));
  return phases.every((node, at) => node === document.phases[at]) ? document : { ...document, phases };
}

function sharedBeside(document: TemplateDocument, minutes: ReadonlyMap<string, number>): Map<string, number> {
  const { leaves, leafByKey, nodes, ranges } = indexDocument(document);
  const shared = new Map<string, number>();
  for (const key of minutes.keys()) {
    const outermost = leafByKey.get(key)?.above.find((above) => nodes.get(above)?.estimate !== undefined);
    if (outermost === undefined) continue;
    for (const { key: beside, item, estimate } of leaves.slice(...(ranges.get(outermost) ?? [0, 0])))
      if (estimate !== null && item.estimate === undefined) shared.set(beside, Math.max(shortest, estimate));
  }
  return shared;
}

function state<T extends Phase | Content>(node: T, minutes: ReadonlyMap<string, number>): T {
  if (node.kind !== "phase" && node.kind !== "section" && node.kind !== "item") return node;
  const content = node.content.map((child) => state(child, minutes));
  const own = node.kind === "item" ? minutes.get(node.key) : undefined;
  if (own === undefined && content.every((child, at) => child === node.content[at])) return node;
  return { ...node, ...(own === undefined ? {} : { estimate: own }), content };
}
