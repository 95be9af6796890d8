import type { Check, CheckDone } from "./check-report";
import type { DocumentIndex, Leaf } from "./template-tree";

export type CheckPlace = { leaf: Leaf; by: NonNullable<CheckDone["by"]> };

/** Words two names share, of all they have, from which a check is taken for an item. */
const alike = 0.6;

/**
 * Finds the item of each check: by key, by what somebody mapped, by the names an item declares, by its title to the
 * letter, by the slug of it, then by shared words if one item stands out. Two that fit as well fit neither. A likeness of
 * words may only make an item worse: "staging backup" shares most of them with "production backup".
 */
export function checkMapper(
  index: DocumentIndex,
  mapped: ReadonlyMap<string, string>,
): (check: Pick<Check, "name" | "key" | "result">) => CheckPlace | null {
  const leaves = index.leaves.filter(({ unmet }) => unmet === null);
  const declared = group(leaves, ({ item }) => item.checks ?? []);
  const titles = group(leaves, ({ title }) => [title]);
  const slugs = group(leaves, ({ title, key }) => [...new Set([slugOf(title), slugOf(key)])]);
  const words = leaves.map((leaf) => ({ leaf, words: wordsOf(leaf.title) }));
  return ({ name, key, result }) => {
    if (key !== undefined)
      return found(
        leaves.filter((leaf) => leaf.key === key),
        "key",
      );
    const chosen = mapped.get(name);
    const known = chosen === undefined ? [] : leaves.filter((leaf) => leaf.key === chosen);
    if (known.length === 1) return found(known, "mapped");
    const exact: [readonly Leaf[] | undefined, CheckPlace["by"]][] = [
      [declared.get(name), "declared"],
      [titles.get(name), "name"],
      [slugs.get(slugOf(name)), "slug"],
    ];
    // A name that fits two items is a question for a person, not for the next, weaker way of looking.
    for (const [fits, by] of exact) if (fits) return found(fits, by);
    return result === "fail" ? similar(words, wordsOf(name)) : null;
  };
}

function found(fits: readonly Leaf[], by: CheckPlace["by"]): CheckPlace | null {
  const [leaf] = fits;
  return leaf && fits.length === 1 ? { leaf, by } : null;
}

function similar(
  all: readonly { leaf: Leaf; words: ReadonlySet<string> }[],
  asked: ReadonlySet<string>,
): CheckPlace | null {
  const ranked = all
    .map(({ leaf, words }) => ({ leaf, share: shareOf(words, asked) }))
    .sort((a, b) => b.share - a.share);
  const [best, next] = ranked;
  if (!best || best.share < alike || (next && next.share >= best.share)) return null;
  return { leaf: best.leaf, by: "similar" };
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

function group(leaves: readonly Leaf[], namesOf: (leaf: Leaf) => readonly string[]): Map<string, Leaf[]> {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    for (const name of namesOf(leaf)) {
      if (name === "") continue;
      const known = groups.get(name);
      if (known) known.push(leaf);
      else groups.set(name, [leaf]);
    }
  }
  return groups;
}

function slugOf(text: string): string {
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join("-");
}

/** Words that tell items apart; "is", "the" and the like would make any two alike. */
const filler = new Set([
  "a",
  "an",
  "and",
  "are",
  "check",
  "for",
  "has",
  "have",
  "in",
  "is",
  "of",
  "on",
  "the",
  "to",
  "with",
]);

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    slugOf(text)
      .split("-")
      .filter((word) => word !== "" && !filler.has(word)),
  );
}

/** Completed or borne out by pipelines' checks alone: which check that is decides whether it passes. */
export function onlyChecksProve({ reserved, demand }: Pick<Leaf, "reserved" | "demand">): boolean {
  return reserved || demand?.kind === "check";
}
