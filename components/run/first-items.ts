import type { DocumentIndex } from "@/lib/domain/template-tree";

/** What the server draws of a long checklist: about two screens. The rest follows at once in the browser. */
const firstCount = 40;

const cache = new WeakMap<DocumentIndex, ReadonlySet<string>>();

/** Keys of the first items and of everything above them; what holds no item comes later. */
export function firstKeys(index: DocumentIndex): ReadonlySet<string> {
  let keys = cache.get(index);
  if (!keys) {
    const first = new Set<string>();
    for (const place of [...index.items.values()].slice(0, firstCount)) {
      first.add(place.key);
      for (const key of place.above) first.add(key);
    }
    keys = first;
    cache.set(index, keys);
  }
  return keys;
}
