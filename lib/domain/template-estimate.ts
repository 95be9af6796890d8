import type { Content, Phase, TemplateDocument } from "./template";
import type { ItemPlace } from "./template-tree";

type Part = { minutes: number; stated: boolean; bare: ItemPlace[] };

/**
 * Sets `estimate` of every item, in whole minutes. A node's estimate stands for everything below it: what is stated
 * further down is taken off, the rest shared out over the other leaves, the remainder going to the first of them.
 */
export function shareEstimates(document: TemplateDocument, items: ReadonlyMap<string, ItemPlace>): void {
  for (const node of document.phases) share(node, items);
  for (const place of items.values()) if (place.leaf && place.estimate !== null) addToParents(place, items);
}

function share(node: Content | Phase, items: ReadonlyMap<string, ItemPlace>): Part {
  const part: Part = { minutes: 0, stated: false, bare: [] };
  if (node.kind !== "phase" && node.kind !== "section" && node.kind !== "item") return part;
  for (const child of node.content) {
    const below = share(child, items);
    part.minutes += below.minutes;
    part.stated ||= below.stated;
    for (const leaf of below.bare) part.bare.push(leaf);
  }
  const place = node.kind === "item" ? items.get(node.key) : undefined;
  if (place?.leaf) part.bare.push(place);
  if (node.estimate === undefined || part.bare.length === 0) return part;

  const left = Math.round(node.estimate) - part.minutes;
  // Parts stated to take longer than the whole: nothing is known about the rest.
  if (left <= 0 && part.stated) return part;
  const each = Math.floor(left / part.bare.length);
  for (const [n, leaf] of part.bare.entries()) leaf.estimate = n === 0 ? left - each * (part.bare.length - 1) : each;
  return { minutes: part.minutes + left, stated: true, bare: [] };
}

function addToParents(leaf: ItemPlace, items: ReadonlyMap<string, ItemPlace>): void {
  for (let key = leaf.parent; key !== null; ) {
    const parent = items.get(key);
    if (!parent) return;
    parent.estimate = (parent.estimate ?? 0) + (leaf.estimate ?? 0);
    key = parent.parent;
  }
}
