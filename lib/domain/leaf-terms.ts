import { z } from "zod";
import { artefactParts } from "./artefact";
import { canonicalJson } from "./canonical-json";
import { uncapturedOf } from "./captured-values";
import { sha256Hex } from "./digest";
import { demandWords, evidenceKinds } from "./evidence-demand";
import { expectationWords } from "./expectation-words";
import { ownWords, valuesIn } from "./node-words";
import { count, duration } from "./plain-text";
import { severitySchema } from "./severity";
import type { Item, TemplateDocument } from "./template";
import { expectationSchema } from "./template-leaves";
import { type DocumentIndex, expectationsOf, indexDocument, type Leaf } from "./template-tree";

/**
 * What an item asks, as signatures cover it since the second version of the digest. It is kept with the signature, so
 * that a change can be named. What isn't asked is left out: another default here would change digests.
 */
export const leafTermsSchema = z.object({
  title: z.string(),
  severity: severitySchema,
  optional: z.literal(true).optional(),
  demand: z
    .object({
      kind: z.enum(evidenceKinds).nullable(),
      ageMinutes: z.number().nullable(),
      bound: z.boolean(),
      part: z.enum(artefactParts).nullable(),
    })
    .optional(),
  second: z.literal(true).optional(),
  reserved: z.literal(true).optional(),
  expectations: z.array(expectationSchema).optional(),
  hold: z.object({ minutes: z.number(), traffic: z.number().optional() }).optional(),
  /** SHA-256 of its commands, with the answers filled in. */
  commands: z.string().optional(),
  /** The same of its notes, criteria, references and the like. */
  instructions: z.string().optional(),
  /** The same of titles, words and commands of all it stands in. */
  above: z.string(),
  /** `name:sha256` of each captured value that stands in any of these words. */
  values: z.array(z.string()).optional(),
});
export type LeafTerms = z.infer<typeof leafTermsSchema>;

const known = new WeakMap<Leaf, LeafTerms>();

/** Of a leaf of this document; made once, as the document never changes. */
export function leafTerms(document: TemplateDocument, leaf: Leaf): LeafTerms {
  let terms = known.get(leaf);
  if (!terms) {
    terms = readTerms(document, leaf);
    known.set(leaf, terms);
  }
  return terms;
}

function readTerms(document: TemplateDocument, { key }: Leaf): LeafTerms {
  const uncaptured = uncapturedOf(document);
  const index = indexDocument(uncaptured?.document ?? document);
  const leaf = index.leafByKey.get(key);
  if (!leaf) throw new Error(`${key} is not in the document it was read from`);
  const { item, severity, optional, demand, second, reserved, above } = leaf;
  const { commands, instructions } = ownWords(item);
  const expectations = expectationsOf(item);
  const nodes = [item, ...above.flatMap((each) => index.nodes.get(each) ?? [])];
  const values = uncaptured ? valuesIn(nodes, index.document.intro, uncaptured) : [];
  return {
    title: item.title,
    severity,
    ...(optional ? { optional } : {}),
    ...(demand ? { demand } : {}),
    ...(second ? { second } : {}),
    ...(reserved ? { reserved } : {}),
    ...(expectations.length > 0 ? { expectations } : {}),
    ...(item.hold ? { hold: item.hold } : {}),
    ...(commands ? { commands } : {}),
    ...(instructions ? { instructions } : {}),
    above: aboveDigest(index, above),
    ...(values.length > 0 ? { values } : {}),
  };
}

const chains = new WeakMap<DocumentIndex, Map<string, string>>();

/** One digest for all that stands above, outermost first: each part's own hangs on the one of the part above it. */
function aboveDigest(index: DocumentIndex, above: readonly string[]): string {
  const chain = chains.get(index) ?? new Map<string, string>();
  chains.set(index, chain);
  const key = above.at(-1) ?? "";
  let digest = chain.get(key);
  if (digest === undefined) {
    const node = index.nodes.get(key);
    const outer = node ? aboveDigest(index, above.slice(0, -1)) : null;
    const words = ownWords(node ?? { content: index.document.intro });
    digest = sha256Hex(canonicalJson([outer, node?.title ?? null, words]));
    chain.set(key, digest);
  }
  return digest;
}

/** What was measured after signing fills what was signed open; what was known then must still be so. */
export function termsAsSigned(terms: LeafTerms, signed: LeafTerms): LeafTerms {
  const names = new Set((signed.values ?? []).map(nameOf));
  const values = (terms.values ?? []).filter((value) => names.has(nameOf(value)));
  if (values.length === (terms.values?.length ?? 0)) return terms;
  return { ...terms, values: values.length > 0 ? values : undefined };
}

function nameOf(value: string): string {
  return value.slice(0, value.lastIndexOf(":"));
}

/** Says of what stands above alone that it changed: one line for all items of a part. */
export const changedAbove = "its own words or commands, or those above it, changed";

/** What differs, in words that end a sentence about the item; empty when nothing does. */
export function termChanges(was: LeafTerms, is: LeafTerms): string[] {
  const differ = (name: keyof LeafTerms) => was[name] !== is[name] && !sameValue(was[name], is[name]);
  const says = (name: keyof LeafTerms, words: string) => (differ(name) ? [words] : []);
  const found = [
    ...says("title", "was reworded"),
    ...says("severity", `severity ${was.severity} to ${is.severity}`),
    ...says("optional", is.optional ? "is optional now" : "is no longer optional"),
    ...says("demand", is.demand ? `asks for ${demandWords(is.demand)} now` : "asks for no evidence any more"),
    ...says("second", is.second ? "asks for a second person now" : "asks for no second person any more"),
    ...says("reserved", is.reserved ? "is left to automated checks now" : "is no longer left to automated checks"),
    ...says("expectations", is.expectations ? `expects ${expectedWords(is)} now` : "expects nothing any more"),
    ...says("hold", is.hold ? `holds ${holdWords(is.hold)} now` : "holds no longer"),
    ...says("commands", "its command changed"),
    ...says("instructions", "its instructions changed"),
    ...valueChanges(was, is),
  ];
  if (!differ("above")) return found;
  return found.length > 0 ? [...found, "what stands above it changed"] : [changedAbove];
}

function sameValue(one: unknown, other: unknown): boolean {
  return typeof one === "object" && typeof other === "object" && canonicalJson(one) === canonicalJson(other);
}

function valueChanges(was: LeafTerms, is: LeafTerms): string[] {
  const now = new Set(is.values);
  return (was.values ?? []).flatMap((value) =>
    now.has(value) ? [] : [`the measured ${nameOf(value)} in its words changed`],
  );
}

function expectedWords({ expectations = [] }: LeafTerms): string {
  return expectations.map(expectationWords).join(", ");
}

function holdWords({ minutes, traffic }: NonNullable<Item["hold"]>): string {
  return traffic === undefined ? duration(minutes) : `${duration(minutes)} at ${traffic} %`;
}

/** What of it a signer reads in the statement: `critical, any evidence, second person`. */
export function termsSaid(terms: LeafTerms): string {
  const { severity, optional, demand, second, reserved, hold, values } = terms;
  return [
    severity,
    ...(optional ? ["optional"] : []),
    ...(demand ? [demandWords(demand)] : []),
    ...(second ? ["second person"] : []),
    ...(reserved ? ["automated checks only"] : []),
    ...(terms.expectations ? [`expects ${expectedWords(terms)}`] : []),
    ...(hold ? [`holds ${holdWords(hold)}`] : []),
    ...(values ? [count(values.length, "measured value")] : []),
  ].join(", ");
}
