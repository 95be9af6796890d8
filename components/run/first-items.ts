import type { Content, Phase, TemplateDocument } from "@/lib/domain/template";

/** Items the server draws of a long checklist: about a screen. The rest follows at once in the browser. */
export const firstCount = 24;

const cache = new WeakMap<TemplateDocument, ReadonlySet<string>>();

/** Keys of the phases, sections and items down to there; nothing above them may be left out, or the page would jump. */
export function firstKeys(document: TemplateDocument): ReadonlySet<string> {
  let keys = cache.get(document);
  if (!keys) {
    const first = new Set<string>();
    let items = 0;
    const walk = (node: Content | Phase) => {
      if (items >= firstCount || (node.kind !== "phase" && node.kind !== "section" && node.kind !== "item")) return;
      if (node.kind === "item") items += 1;
      first.add(node.key);
      for (const child of node.content) walk(child);
    };
    for (const node of document.phases) walk(node);
    keys = first;
    cache.set(document, keys);
  }
  return keys;
}
