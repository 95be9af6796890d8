import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { simulate } from "./readiness";
import { documentOf, gate, item, noon, phase, row, rowsOf, signoff, snapshotOf, waiver } from "./sample-run";
import { nothingSupposed, type Supposed } from "./supposed";

type Severity = "critical" | "high" | "medium" | "low";
const severities: Severity[] = ["critical", "high", "medium", "low"];
const weights = { critical: 8, high: 4, medium: 2, low: 1 };

type Task = { severity: Severity; minutes: number; optional: boolean; is: "open" | "passed" | "waived" };
/** Two phases of tasks, a choice between the third and the fourth of the first, two sign-offs, a gate behind each. */
type Case = { first: Task[]; second: Task[]; supposed: Supposed };
type Answer = { verdict: string; reasons: string[]; remaining: number; first: string[] };

const task = fc.record({
  severity: fc.constantFrom(...severities),
  minutes: fc.integer({ min: 1, max: 90 }),
  optional: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  is: fc.constantFrom("open" as const, "open" as const, "passed" as const, "waived" as const),
});
const keys = (count: number, letter: string) => Array.from({ length: count }, (_, n) => `${letter}${n}`);
const cases: fc.Arbitrary<Case> = fc.record({
  first: fc.array(task, { minLength: 4, maxLength: 4 }),
  second: fc.array(task, { minLength: 2, maxLength: 2 }),
  supposed: fc.record({
    done: fc.subarray([...keys(4, "a"), ...keys(2, "b"), "one", "two"]),
    waived: fc.subarray([...keys(4, "a"), ...keys(2, "b")]),
    signed: fc.subarray(["Security", "ana", "ben"]),
    decided: fc.subarray(["ready"]),
    chosen: fc.constantFrom([], [], ["way:left"], ["way:right"]),
  }),
});

/** What the product says of the second gate, which waits for the first one; and of the first one while it is open. */
function simulated({ first, second, supposed }: Case): Answer {
  const items = (tasks: readonly Task[], letter: string) =>
    tasks.map(({ severity, minutes, optional }, n) =>
      item(`${letter}${n}`, { severity, estimate: minutes, ...(optional ? { optional: true } : {}) }),
    );
  const [a0, a1, a2, a3] = items(first, "a");
  if (!a0 || !a1 || !a2 || !a3) throw new Error("four tasks");
  const options = [
    { key: "left", title: "Left", items: ["a2"] },
    { key: "right", title: "Right", items: ["a3"] },
  ];
  const document = documentOf(
    phase("one", [a0, a1, { kind: "choice", key: "way", title: "Way", options }, a2, a3]),
    gate("ready", { signoffs: [signoff("Security"), signoff("Ops", ["Ops"], 2)] }),
    phase("two", items(second, "b")),
    gate("done"),
  );
  const all = [
    ...first.map((each, n) => ({ ...each, key: `a${n}` })),
    ...second.map((each, n) => ({ ...each, key: `b${n}` })),
  ];
  const snapshot = snapshotOf(document, {
    items: rowsOf(...all.filter(({ is }) => is === "passed").map(({ key }) => row(key, { state: "passed" }))),
    waivers: all.filter(({ is }) => is === "waived").map(({ key }) => waiver(key)),
    roster: [
      { role: "Security", personId: "ana", deputy: false },
      { role: "Ops", personId: "ana", deputy: false },
      { role: "Ops", personId: "ben", deputy: false },
    ],
  });
  const [early, late] = ["ready", "done"].map((key) => simulate(snapshot, supposed, noon, key));
  if (!early || !late) throw new Error("two gates");
  const words = ({ reasons }: typeof late) =>
    reasons
      .map(({ code, item, choice, signoff }) => [code, item ?? choice ?? signoff].filter(Boolean).join(" "))
      .sort();
  return {
    verdict: late.verdict,
    reasons: words(late).map((line) => line.replace("earlier_gate_open ready", "earlier_gate_open")),
    remaining: late.forecast.remainingMinutes,
    first: supposed.decided.length > 0 ? [] : [early.verdict, ...words(early)],
  };
}

/** The same told from the rules alone: what is satisfied, what counts, what is missing. */
function told({ first, second, supposed }: Case): Answer {
  const { done, waived, signed, decided, chosen } = supposed;
  const [option] = chosen.map((pair) => pair.split(":")[1]);
  const standing = (tasks: readonly Task[], letter: string, above: string) =>
    tasks.map((each, n) => {
      const key = `${letter}${n}`;
      const passed = each.is === "passed" || done.includes(key) || done.includes(above);
      const accepted = each.is === "waived" || waived.includes(key);
      const side = key === "a2" ? "left" : key === "a3" ? "right" : null;
      const counts = !each.optional && (side === null || option === undefined || side === option);
      return { ...each, key, side, counts, passed, accepted, satisfied: passed || accepted };
    });
  const one = standing(first, "a", "one");
  const two = standing(second, "b", "two");
  const judge = (tasks: typeof one) => {
    const applicable = tasks.filter(({ counts }) => counts);
    const open = applicable.filter(({ satisfied }) => !satisfied);
    const weight = (list: typeof one) => list.reduce((sum, { severity }) => sum + weights[severity], 0);
    const reasons = open.flatMap(({ severity, key }) =>
      severity === "critical" || severity === "high" ? [`${severity}_open ${key}`] : [],
    );
    if (weight(open) > 0) reasons.push("score_below");
    return {
      reasons,
      open,
      empty: applicable.length === 0,
      risky: applicable.some(({ passed, accepted }) => accepted && !passed),
    };
  };
  const [early, late] = [judge(one), judge(two)];
  const questions = option === undefined ? ["choice_open way"] : [];
  const signers = (name: string) => (signed.includes(name) ? 1 : 0);
  const missing = [
    ...(signed.includes("Security") || signed.includes("ana") ? [] : ["signoff_missing Security"]),
    ...(signers("ana") + signers("ben") === 2 ? [] : ["signoff_missing Ops"]),
  ];
  const before = [...early.reasons, ...questions, ...missing, ...(early.empty ? ["nothing_covered"] : [])];
  const reasons = [...late.reasons, ...(late.empty ? ["nothing_covered"] : [])];
  const waits = !decided.includes("ready");
  if (waits) reasons.push("earlier_gate_open");
  // Of an open choice only the first option is counted as work.
  const work = [
    ...(waits && before.length > 0 ? early.open.filter(({ side }) => option !== undefined || side !== "right") : []),
    ...late.open,
  ];
  const verdictOf = (list: string[], risky: boolean) =>
    list.length > 0 ? "no_go" : risky ? "go_with_conditions" : "go";
  return {
    verdict: verdictOf(reasons, late.risky),
    first: waits ? [verdictOf(before, early.risky), ...before.sort()] : [],
    reasons: reasons.sort(),
    remaining: work.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

const sampled = fc.sample(cases, { numRuns: 800, seed: 7 }).map((each) => ({ each, expected: told(each) }));

it("answers as the rules do when they are told what would be", () => {
  for (const { each, expected } of sampled)
    expect({ each, answer: simulated(each) }).toEqual({ each, answer: expected });
  expect(new Set(sampled.map(({ expected }) => expected.verdict)).size).toBe(3);
});

const without = (kind: keyof Supposed) => (supposed: Supposed) => ({ ...supposed, [kind]: nothingSupposed[kind] });
/** The simulation as it would be with one defect each. */
const planted: Record<string, (supposed: Supposed) => Supposed> = {
  "forgets what would be done": without("done"),
  "forgets waivers": without("waived"),
  "takes a waiver for done": (supposed) => ({ ...supposed, done: [...supposed.done, ...supposed.waived], waived: [] }),
  "doesn't look below a phase": (supposed) => ({ ...supposed, done: supposed.done.filter((key) => /\d/.test(key)) }),
  "does all of a phase for one of its items": (supposed) => ({
    ...supposed,
    done: supposed.done.map((key) => (key.startsWith("b") ? "two" : key)),
  }),
  "forgets decisions": without("decided"),
  "forgets choices": without("chosen"),
  "takes the other option": ({ chosen, ...supposed }) => ({
    ...supposed,
    chosen: chosen.map((pair) => (pair === "way:left" ? "way:right" : "way:left")),
  }),
  "forgets signatures": without("signed"),
  "counts one person for all of their role": (supposed) => ({
    ...supposed,
    signed: supposed.signed.includes("ben") ? [...supposed.signed, "Ops"] : supposed.signed,
  }),
  "decides by itself": (supposed) => ({ ...supposed, decided: ["ready"] }),
  "takes one thing at a time": (supposed) => ({ ...supposed, done: supposed.done.slice(0, 1) }),
};

it.each(Object.entries(planted))("sees the planted defect: it %s", (_, defect) => {
  const seen = sampled.some(({ each, expected }) => {
    return !isDeepStrictEqual(simulated({ ...each, supposed: defect(each.supposed) }), expected);
  });
  expect(seen).toBe(true);
});
