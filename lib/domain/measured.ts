import { plainText } from "./plain-text";
import type { Expectation, Trigger } from "./template-leaves";

/**
 * A number as somebody read it off a screen: `7.2 %`, `0,4 s`, `1,200`. `values` holds every number it may be: 1.2 and
 * 1200, where a separator before three digits may be either kind. `side`: it is only known to lie below or above that.
 */
export type Measured = { values: readonly number[]; unit: string; side: "below" | "above" | null };

export function readMeasured(text: string): Measured | null {
  const match = /^([~≈<>=≤≥]*)\s*(-?)(\d{1,12}(?:[.,]\d{1,30}){0,5})\s*(\S{0,20})$/u.exec(text.trim());
  if (!match) return null;
  const [, mark = "", minus = "", digits = "", said = ""] = match;
  const unit = said.toLowerCase().replace(/\.$/, "");
  const values = numbersIn(digits, unit).map((value) => (minus ? -value : value));
  if (values.length === 0) return null;
  return { values, unit, side: /[<≤]/.test(mark) ? "below" : /[>≥]/.test(mark) ? "above" : null };
}

/** Nobody measures thousands of percent, and no thousands begin with a zero. */
function numbersIn(digits: string, unit: string): number[] {
  const marks = digits.match(/[.,]/g) ?? [];
  if (marks.length === 0) return [Number(digits)];
  const [whole = "", ...groups] = digits.split(/[.,]/);
  const grouped = /^[1-9]\d{0,2}$/.test(whole);
  const last = groups.at(-1) ?? "";
  const kinds = new Set(marks);
  const inThrees = (parts: readonly string[]) => grouped && parts.every((part) => part.length === 3);
  if (kinds.size === 2) {
    const foremost = marks.slice(0, -1);
    const single = new Set(foremost).size === 1 && foremost[0] !== marks.at(-1);
    return single && inThrees(groups.slice(0, -1)) ? [Number(`${whole}${groups.slice(0, -1).join("")}.${last}`)] : [];
  }
  if (marks.length > 1) return inThrees(groups) ? [Number(whole + groups.join(""))] : [];
  const decimal = Number(`${whole}.${last}`);
  return inThrees(groups) && unit !== "%" ? [decimal, Number(whole + last)] : [decimal];
}

/** Units that can be turned into each other, each by what one of it is worth. */
const families: readonly Readonly<Record<string, number>>[] = [
  {
    ms: 0.001,
    s: 1,
    sec: 1,
    secs: 1,
    second: 1,
    seconds: 1,
    m: 60,
    min: 60,
    mins: 60,
    minute: 60,
    minutes: 60,
    h: 3600,
    hr: 3600,
    hrs: 3600,
    hour: 3600,
    hours: 3600,
  },
  {
    b: 1,
    kb: 1e3,
    mb: 1e6,
    gb: 1e9,
    tb: 1e12,
    kib: 2 ** 10,
    mib: 2 ** 20,
    gib: 2 ** 30,
    tib: 2 ** 40,
    ki: 2 ** 10,
    mi: 2 ** 20,
    gi: 2 ** 30,
    ti: 2 ** 40,
  },
];

export type Judgement = "meets" | "misses" | "unclear";

/** Whether what was measured holds the expectation; unclear when it is no number, may be two, or is of another kind of unit. */
export function judgeMeasured(expectation: Expectation, text: string): Judgement {
  const measured = readMeasured(text);
  const scale = measured && scaleTo(measured.unit, expectation.unit);
  if (!measured || scale === null) return "unclear";
  const judged = new Set(measured.values.map((value) => judge(expectation, value * scale, measured.side)));
  const [only = "unclear"] = judged;
  return judged.size === 1 ? only : "unclear";
}

function scaleTo(unit: string, wanted: string): number | null {
  const target = wanted.trim().toLowerCase().replace(/\.$/, "");
  // Who reads a number off a graph whose unit is known leaves the unit out.
  if (unit === "" || unit === target) return 1;
  for (const family of families) {
    const from = family[unit];
    const to = family[target];
    if (from !== undefined && to !== undefined) return from / to;
  }
  return null;
}

/** "Below 5" meets "less than 10" and says nothing about "less than 1": only what holds all the way counts. */
function judge(expectation: Expectation, value: number, side: Measured["side"]): Judgement {
  if (side === null) return holds(expectation, value) ? "meets" : "misses";
  const away = side === "below" ? -1 : 1;
  const near = value + away * Number.EPSILON * Math.max(1, Math.abs(value));
  const ends = [holds(expectation, near), holds(expectation, away * Number.POSITIVE_INFINITY)];
  if (ends.every(Boolean)) return "meets";
  if (ends.some(Boolean)) return "unclear";
  const { comparator, value: bound, upper = bound } = expectation;
  const within = comparator === "=" || expectation.upper !== undefined;
  const beyond = side === "below" ? value <= bound : value >= upper;
  return within && !beyond ? "unclear" : "misses";
}

function holds({ comparator, value: bound, upper }: Expectation, value: number): boolean {
  if (upper !== undefined) return value >= bound && value <= upper;
  if (comparator === "<") return value < bound;
  if (comparator === "<=") return value <= bound;
  if (comparator === ">") return value > bound;
  if (comparator === ">=") return value >= bound;
  return value === bound;
}

const tierOrder: Readonly<Record<Trigger["tier"], number>> = { rollback: 0, timed: 1, investigate: 2 };

/**
 * The triggers that a measured value calls for, the gravest first: those whose threshold it meets and whose metric shares
 * a telling word with what was measured. Without any word, those of the same unit.
 */
export function proposeTriggers(triggers: readonly Trigger[], metric: string, text: string): Trigger[] {
  const words = tellingWords(metric);
  const unit = readMeasured(text)?.unit;
  return triggers
    .filter(({ expectation, title }) => {
      if (!expectation || judgeMeasured(expectation, text) !== "meets") return false;
      if (words.size === 0) return unit !== "" && unit === expectation.unit.toLowerCase();
      const named = tellingWords(`${expectation.metric} ${plainText(title)}`);
      return [...words].some((word) => named.has(word));
    })
    .toSorted((a, b) => tierOrder[a.tier] - tierOrder[b.tier]);
}

/** The same of what somebody types: `error rate 6 %`, or the value alone. */
export function proposeFromText(triggers: readonly Trigger[], text: string): Trigger[] {
  const words = text.trim();
  const match = /(?<![\d.,-])-?\d[\d.,]*\s*\S{0,20}$/u.exec(words);
  return match ? proposeTriggers(triggers, words.slice(0, match.index), match[0]) : [];
}

/** Words that say nothing about what is measured. */
const common = new Set([
  "rate",
  "the",
  "for",
  "and",
  "over",
  "above",
  "below",
  "than",
  "with",
  "less",
  "more",
  "time",
  "usage",
  "percent",
  "min",
  "minutes",
]);

function tellingWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\d]{2,}/gu) ?? [];
  return new Set(
    words.filter((word) => !common.has(word) && !/^\d+$/.test(word)).map((word) => word.replace(/s$/, "")),
  );
}
