import type { TemplateDocument } from "./template";

const kept = 32;

/** Documents made from others, so that the same document and words give the same object, and its index is built once. */
export function documentCache() {
  const cache = new WeakMap<TemplateDocument, Map<string, TemplateDocument>>();
  return (document: TemplateDocument, words: string, make: () => TemplateDocument): TemplateDocument => {
    const known = cache.get(document) ?? new Map<string, TemplateDocument>();
    cache.set(document, known);
    let made = known.get(words);
    if (!made) {
      made = make();
      known.set(words, made);
      const [oldest] = known.keys();
      if (known.size > kept && oldest !== undefined) known.delete(oldest);
    }
    return made;
  };
}
