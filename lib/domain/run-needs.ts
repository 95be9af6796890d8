import { documentCache } from "./document-cache";
import type { NeedRow } from "./run";
import type { Content, Item, Phase, Section, TemplateDocument } from "./template";

type Node = Phase | Section | Item;
type Rows = ReadonlyMap<string, readonly Pick<NeedRow, "key" | "need" | "needed">[]>;
type Above = { stated: readonly string[]; added: readonly string[] };

const cached = documentCache();

/**
 * A document in which needs that a run added or removed are stated like the template's own, so that every rule reads them
 * alike. What a section was given goes for everything below it, also where an item states needs of its own; what was taken
 * from it stays with items that state it themselves. The same rows give the same object.
 */
export function withNeeds(
  document: TemplateDocument,
  rows: readonly Pick<NeedRow, "key" | "need" | "needed">[],
): TemplateDocument {
  if (rows.length === 0) return document;
  const words = JSON.stringify(rows.map(({ key, need, needed }) => [key, need, needed]));
  return cached(document, words, () => {
    const byKey = Map.groupBy(rows, ({ key }) => key);
    return { ...document, phases: document.phases.map((node) => rewire(node, byKey, { stated: [], added: [] })) };
  });
}

function rewire<T extends Phase | Content>(node: T, rows: Rows, above: Above): T {
  if (node.kind !== "phase" && node.kind !== "section" && node.kind !== "item") return node;
  const own: Node = node;
  const mine = rows.get(own.key) ?? [];
  const added = mine.filter(({ needed }) => needed).map(({ need }) => need);
  const removed = new Set(mine.filter(({ needed }) => !needed).map(({ need }) => need));
  const before = own.needs ?? above.stated;
  const reach = own.needs === undefined ? added : [...above.added, ...added];
  const stated = [...new Set([...before.filter((need) => !removed.has(need)), ...reach])];
  const content = own.content.map((child) => rewire(child, rows, { stated, added: [...above.added, ...added] }));
  const same = stated.length === before.length && content.every((child, at) => child === own.content[at]);
  return same ? node : { ...node, needs: stated, content };
}
