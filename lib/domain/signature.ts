import { canonicalJson } from "./canonical-json";
import type { AcceptedRisk, StatedChoice } from "./choice-taken";
import { canonical, sha256Hex } from "./digest";
import { type LeafTerms, leafTerms, termsAsSigned } from "./leaf-terms";
import type { RunHead } from "./run";
import type { LeafStanding } from "./run-state";
import type { SignedLeaf } from "./signing-rows";
import type { Gate } from "./template-gate";
import type { Leaf } from "./template-tree";

/** What the first version of a leaf's digest is made of. Lists are taken as given: pass them sorted. */
export type LeafContent = {
  key: string;
  title: string;
  /** `id:sha256` of each valid piece. */
  evidence: readonly string[];
  /** Ids of the waivers in force. */
  waivers: readonly string[];
};

/** As signatures without `terms` hold it: these bytes never change, or upgrading would make them stale. */
export function firstLeafDigest(content: LeafContent): string {
  const { key, title, evidence, waivers } = content;
  return sha256Hex(canonical(["leaf", key, title, evidence.length, ...evidence, waivers.length, ...waivers]));
}

/**
 * Digest of a leaf as it was signed, SHA-256 hex, by the version it was signed under. Its state is not in it: that is
 * what the revision guards.
 */
export function leafDigest({ key, terms, evidence, waivers }: Omit<LeafContent, "title"> & { terms: object }): string {
  return sha256Hex(canonicalJson({ leaf: 2, key, terms, evidence, waivers }));
}

const bare = { first: new WeakMap<Leaf, string>(), second: new WeakMap<LeafTerms, string>() };

/** The same, kept for leaves with neither evidence nor waiver: nearly all of them, on every reading of a signature. */
function kept<K extends object>(known: WeakMap<K, string>, of: K, alone: boolean, make: () => string): string {
  if (!alone) return make();
  let digest = known.get(of);
  if (digest === undefined) {
    digest = make();
    known.set(of, digest);
  }
  return digest;
}

/** Does a leaf still ask what was signed? By the rule it was signed under. */
export function asksAsSigned(signed: SignedLeaf, { leaf, document }: LeafStanding): boolean {
  const { evidence, waivers } = signed;
  const alone = evidence.length === 0 && waivers.length === 0;
  const { key } = leaf;
  if (!signed.terms) {
    const content = { key, title: leaf.item.title, evidence, waivers };
    return kept(bare.first, leaf, alone, () => firstLeafDigest(content)) === signed.digest;
  }
  const terms = termsAsSigned(leafTerms(document, leaf), signed.terms);
  return kept(bare.second, terms, alone, () => leafDigest({ key, terms, evidence, waivers })) === signed.digest;
}

export function evidenceIds(standing: LeafStanding): string[] {
  return standing.evidence.map((row) => `${row.id}:${row.sha256}`).sort();
}

export function waiverIds(standing: LeafStanding): string[] {
  return standing.grants.map((row) => row.id).sort();
}

/** What a signature given now is bound to. */
export function signLeaf(standing: LeafStanding): SignedLeaf {
  const evidence = evidenceIds(standing);
  const waivers = waiverIds(standing);
  const { key } = standing.leaf;
  const terms = leafTerms(standing.document, standing.leaf);
  const alone = evidence.length === 0 && waivers.length === 0;
  return {
    key,
    revision: standing.row?.revision ?? 0,
    digest: kept(bare.second, terms, alone, () => leafDigest({ key, terms, evidence, waivers })),
    state: standing.state,
    evidence,
    waivers,
    terms,
  };
}

/** One hash over every covered leaf as `(key, revision, digest)`, in document order. */
export function stateRoot(leaves: readonly Pick<SignedLeaf, "key" | "revision" | "digest">[]): string {
  return sha256Hex(leaves.map((leaf) => canonical([leaf.key, leaf.revision, leaf.digest])).join("\n"));
}

/** The gate's own rules: changing any of them is another decision. */
export function policyDigest(gate: Gate): string {
  return sha256Hex(
    [
      canonical(["gate", gate.key, gate.title, gate.asks, gate.required ?? 100]),
      ...gate.signoffs.flatMap((signoff) => [
        canonical(["signoff", signoff.key, signoff.title, signoff.count, signoff.wording, ...signoff.roles]),
        // Only what is stated: digests of gates without such rules stay what they were.
        ...(["after", "covers", "not"] as const).flatMap((rule) =>
          signoff[rule] === undefined ? [] : [canonical([rule, signoff.key, ...signoff[rule]])],
        ),
      ]),
    ].join("\n"),
  );
}

/** What is deployed, and where to: approving the one is not approving the other. */
export type Deployment = Pick<RunHead, "artefact" | "environment"> & Partial<Pick<RunHead, "attempt">>;

/** What the signature is about besides the leaves' own state: deployment, gate policy and which leaves are covered. */
export function scopeDigest(
  gate: Gate,
  { artefact, environment, attempt = 1 }: Deployment,
  keys: readonly string[],
  risks: readonly AcceptedRisk[] = [],
  choices: readonly Pick<StatedChoice, "choice" | "option">[] = [],
): string {
  const { version = null, commit = null, image = null, build } = artefact ?? {};
  const parts = [
    canonical(["artefact", version, commit, image]),
    // Only where one is named: digests of artefacts without a build stay what they were.
    ...(build === undefined ? [] : [canonical(["build", build])]),
    canonical(["environment", environment]),
    // What was approved before a rollback is approved anew; a first attempt's digests stay what they were.
    ...(attempt > 1 ? [canonical(["attempt", attempt])] : []),
    policyDigest(gate),
    canonical(["covers", ...keys]),
    ...risks.map(({ choice, option, text }) => canonical(["risk", choice, option, text])),
    // Only where there are any, open ones too: digests of gates without choices stay what they were.
    ...choices.map(({ choice, option }) => canonical(["choice", choice, option ?? ""])),
  ];
  return sha256Hex(parts.join("\n"));
}
