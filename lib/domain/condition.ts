import type { Values } from "./variable";

/** One comparison of a condition: the variable is (or with `not`, isn't) one of the values, whatever their case. */
export type ConditionTerm = { name: string; not: boolean; values: readonly string[] };

/** Any of these groups, in each of them all terms: `and` binds tighter than `or`. */
export type Condition = readonly (readonly ConditionTerm[])[];

export const longestCondition = 400;

/**
 * Reads `environment=production,staging and database!=no or tier=gold`; null when it says anything else.
 * Names are spelled as variables are, values hold no comma and none of the words `and` and `or` on their own.
 */
export function parseCondition(text: string): Condition | null {
  if (text.length > longestCondition) return null;
  const groups = text.split(/ or /i).map((group) => group.split(/ and /i).map(parseTerm));
  return groups.every((group) => group.every((term) => term !== null)) ? (groups as ConditionTerm[][]) : null;
}

function parseTerm(text: string): ConditionTerm | null {
  const at = text.indexOf("=");
  if (at < 1) return null;
  const not = text[at - 1] === "!";
  const name = text.slice(0, not ? at - 1 : at).trim();
  const values = text
    .slice(at + 1)
    .split(",")
    .map((value) => value.trim());
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,63}$/u.test(name)) return null;
  return values.includes("") || values.some((value) => value.includes("=") || /(?:^| )(?:and|or)$/i.test(value))
    ? null
    : { name, not, values };
}

/**
 * Why a part doesn't apply, in words (`environment is staging`); null when it does. A variable without a value decides
 * nothing: what hangs on it counts until somebody answers, as do all options until one is chosen.
 */
export function unmetCondition(text: string, values: Values): string | null {
  const condition = parseCondition(text);
  if (!condition) return null;
  const failing: ConditionTerm[] = [];
  for (const group of condition) {
    const term = group.find((each) => isFalse(each, values));
    if (!term) return null;
    failing.push(term);
  }
  const said = failing.map(({ name }) => `${name.replaceAll("-", " ")} is ${values.get(name)}`);
  return [...new Set(said)].join(" and ");
}

function isFalse({ name, not, values: listed }: ConditionTerm, values: Values): boolean {
  const value = values.get(name)?.trim().toLowerCase();
  if (value === undefined || value === "") return false;
  return listed.some((each) => each.toLowerCase() === value) === not;
}
