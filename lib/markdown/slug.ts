import { plainTitle } from "./inline";

const longest = 64;

/** Unicode slug of a title: NFC, lower case, letters and digits joined by "-", at most 64 long; `fallback` when nothing is left. */
export function slugOf(title: string, fallback: string): string {
  const slug = plainTitle(title)
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-/, "");
  return clip(slug, longest) || fallback;
}

/** Cut to `length` without splitting a character or ending in a dash. */
export function clip(slug: string, length: number): string {
  if (slug.length <= length) return slug.replace(/-$/, "");
  const cut = slug.slice(0, length).toWellFormed();
  return (cut.endsWith("\ufffd") ? cut.slice(0, -1) : cut).replace(/-$/, "");
}

/** Hands out keys that are unique in one document, the same ones for the same titles in the same order. */
export class KeyMaker {
  private readonly taken: Set<string>;
  private readonly next = new Map<string, number>();

  /** `reserved` are keys that nodes carry already; no other node gets one of them. */
  constructor(reserved: Iterable<string>) {
    this.taken = new Set(reserved);
  }

  /** The slug of the title, else with its section's slug before it, else numbered. */
  key(title: string, section: string | undefined, fallback: string): string {
    const slug = slugOf(title, fallback);
    if (this.claim(slug)) return slug;
    const base = section ? clip(`${clip(section, Math.max(16, longest - slug.length - 1))}-${slug}`, longest) : slug;
    if (base !== slug && this.claim(base)) return base;
    for (let number = this.next.get(base) ?? 2; ; number += 1) {
      const key = `${clip(base, longest - String(number).length - 1)}-${number}`;
      if (!this.claim(key)) continue;
      this.next.set(base, number + 1);
      return key;
    }
  }

  private claim(key: string): boolean {
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }
}
