import type { Values } from "./variable";

/** One comparison of a condition: the variable is (or with `not`, isn't) one of the values, whatever their case. */
export type ConditionTerm = { name: string; not: boolean; values: readonly string[] };

/** Any of these groups, in each of them all terms: `and` binds tighter than `or`. */
export type Condition = readonly (readonly ConditionTerm[])[];

export const longestCondition = 400;

const mostGroups = 64;

/**
 * Reads `environment=production,staging and (database!=no or tier=gold)`; null when it says anything else, or so much
 * that its groups would be too many. Names are spelled as variables are, values hold no comma and none of the words
 * `and` and `or` on their own; brackets in a value close within it.
 */
export function parseCondition(text: string): Condition | null {
  if (text.length > longestCondition) return null;
  const read = anyOf(text, 0);
  return read && read.at === text.length ? read.groups : null;
}

type Read = { groups: ConditionTerm[][]; at: number } | null;

function anyOf(text: string, from: number): Read {
  const groups: ConditionTerm[][] = [];
  for (let at = from; ; ) {
    const read = allOf(text, at);
    if (!read) return null;
    groups.push(...read.groups);
    if (groups.length > mostGroups) return null;
    const next = after(text, read.at, " or ");
    if (next === null) return { groups, at: read.at };
    at = next;
  }
}

/** Each group of one part together with each of the next. */
function allOf(text: string, from: number): Read {
  let groups: ConditionTerm[][] = [[]];
  for (let at = from; ; ) {
    const read = oneOf(text, at);
    if (!read || groups.length * read.groups.length > mostGroups) return null;
    groups = groups.flatMap((group) => read.groups.map((other) => [...group, ...other]));
    const next = after(text, read.at, " and ");
    if (next === null) return { groups, at: read.at };
    at = next;
  }
}

/** What stands in brackets, or one comparison. */
function oneOf(text: string, from: number): Read {
  const start = pastBlanks(text, from);
  if (text[start] === "(") {
    const read = anyOf(text, start + 1);
    if (!read) return null;
    const end = pastBlanks(text, read.at);
    return text[end] === ")" ? { groups: read.groups, at: lastBlank(text, end + 1) } : null;
  }
  const end = termEnd(text, start);
  const term = parseTerm(text.slice(start, end));
  return term && { groups: [[term]], at: end };
}

/** Blanks at the end of everything belong to it; one before a word is part of that. */
function lastBlank(text: string, from: number): number {
  const end = pastBlanks(text, from);
  return end === text.length || text[end] === ")" || end === from ? end : end - 1;
}

function termEnd(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "(") open += 1;
    else if (text[at] === ")" && open-- === 0) return at;
    else if (after(text, at, " or ") !== null || after(text, at, " and ") !== null) return at;
  }
  return text.length;
}

function after(text: string, at: number, word: string): number | null {
  return text.slice(at, at + word.length).toLowerCase() === word ? at + word.length : null;
}

function pastBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at += 1;
  return at;
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

/** How people know a variable, by its name. */
export type Labels = ReadonlyMap<string, string>;
const noLabels: Labels = new Map();

/**
 * Why a part doesn't apply, in words (`environment is staging`); null when it does. A variable without a value decides
 * nothing: what hangs on it counts until somebody answers, as do all options until one is chosen.
 */
export function unmetCondition(text: string, values: Values, labels: Labels = noLabels): string | null {
  const condition = parseCondition(text);
  if (!condition) return null;
  const failing: ConditionTerm[] = [];
  for (const group of condition) {
    const term = group.find((each) => isFalse(each, values));
    if (!term) return null;
    failing.push(term);
  }
  const said = failing.map(({ name }) => `${spoken(name, labels)} is ${values.get(name)}`);
  return [...new Set(said)].join(" and ");
}

/** By its label in quotes, unless that says no more than the name. */
function spoken(name: string, labels: Labels): string {
  const words = name.replaceAll("-", " ");
  const label = labels.get(name) ?? words;
  return label.toLowerCase() === words ? words : `“${label}”`;
}

function isFalse({ name, not, values: listed }: ConditionTerm, values: Values): boolean {
  const value = values.get(name)?.trim().toLowerCase();
  if (value === undefined || value === "") return false;
  return listed.some((each) => each.toLowerCase() === value) === not;
}
