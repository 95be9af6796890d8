import { LRUCache } from "lru-cache";
import type { TemplateDocument } from "./template";

/** Of all the documents held here together, as `documentSize` counts. */
const mostCharacters = 3_000_000;

const made = new LRUCache<string, TemplateDocument>({ maxSize: mostCharacters });
const sizes = new WeakMap<TemplateDocument, number>();
const numbers = new WeakMap<TemplateDocument, number>();
let caches = 0;
let documents = 0;

/**
 * Documents made from others, so that the same document and words give the same object, and its index is built once.
 * Every run whose name stands in a command has a document of its own: they are held by their size, not by their number.
 */
export function documentCache() {
  caches += 1;
  const cache = caches;
  return (document: TemplateDocument, words: string, make: () => TemplateDocument): TemplateDocument => {
    const key = `${cache} ${numberOf(document)} ${words}`;
    let known = made.get(key);
    if (!known) {
      known = make();
      made.set(key, known, { size: Math.min(mostCharacters, documentSize(known)) });
    }
    return known;
  };
}

/** A document's share of memory, in characters of its JSON; as objects with an index it takes four to seven bytes for each. */
export function documentSize(document: TemplateDocument): number {
  let size = sizes.get(document);
  if (size === undefined) {
    size = JSON.stringify(document).length;
    sizes.set(document, size);
  }
  return size;
}

function numberOf(document: TemplateDocument): number {
  let number = numbers.get(document);
  if (number === undefined) {
    documents += 1;
    number = documents;
    numbers.set(document, number);
  }
  return number;
}
