import { z } from "zod";
import { canonicalJson } from "./canonical-json";
import { sha256Hex } from "./digest";
import { type LeafTerms, leafTerms } from "./leaf-terms";
import type { TemplateDocument } from "./template";
import type { Leaf } from "./template-tree";

/** What an item asked when somebody accepted its risk or confirmed it; nothing they did stands for other words. */
export const askedTermsSchema = z.object({
  /** SHA-256 of its terms but for the values. */
  digest: z.string(),
  /** The captured values that stood in its words then; one measured later fills what was left open. */
  values: z.array(z.string()).optional(),
});
export type AskedTerms = z.infer<typeof askedTermsSchema>;

const known = new WeakMap<LeafTerms, AskedTerms>();

export function askedTerms(document: TemplateDocument, leaf: Leaf): AskedTerms {
  const terms = leafTerms(document, leaf);
  let asked = known.get(terms);
  if (!asked) {
    const { values, ...others } = terms;
    asked = { digest: sha256Hex(canonicalJson(others)), ...(values ? { values } : {}) };
    known.set(terms, asked);
  }
  return asked;
}

/** Rows of older releases say nothing of it, and are judged as they were. */
export function asksAsThen(then: AskedTerms | null | undefined, document: TemplateDocument, leaf: Leaf): boolean {
  if (!then) return true;
  const now = askedTerms(document, leaf);
  return now.digest === then.digest && (then.values ?? []).every((value) => now.values?.includes(value));
}
