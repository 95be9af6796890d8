import { plainText } from "./plain-text";
import type { TemplateDocument } from "./template";

const longest = 64;

/** Every key in use in a document: of nodes, options and sign-offs. */
export function takenKeys(document: TemplateDocument): Set<string> {
  const taken = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (value && typeof value === "object") {
      if ("key" in value && typeof value.key === "string") taken.add(value.key);
      for (const part of ["content", "signoffs", "options"] as const)
        if (part in value) visit(Reflect.get(value, part));
    }
  };
  visit(document.phases);
  return taken;
}

/** A key nobody has yet, from the words of the title; it is added to `taken`. */
export function freshKey(taken: Set<string>, title: string, fallback: string): string {
  const slug = plainText(title)
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .slice(0, longest)
    .toWellFormed()
    .replace(/\ufffd$/, "")
    .replace(/^-|-$/g, "");
  const base = slug || fallback;
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base.slice(0, longest - 5)}-${number}`;
    if (taken.has(key)) continue;
    taken.add(key);
    return key;
  }
}
