import { expect, it } from "vitest";
import { measuredMisses } from "./measured-item";
import { assess } from "./readiness";
import { at, documentOf, evidence, gate, item, noon, phase, row, rowsOf, snapshotOf } from "./sample-run";

const expectation = { metric: "Error rate", comparator: "<" as const, value: 1, unit: "%" };
const roll = item("roll", { expectation });
const measured = (text: string, minutes: number, more: Partial<ReturnType<typeof evidence>> = {}) =>
  evidence("roll", { kind: "value", title: "Error rate", text, addedAt: at(minutes), ...more });

it.each([
  ["nothing", [], 0],
  ["a value that misses", [measured("6 %", 1)], 1],
  ["a better one since", [measured("6 %", 1), measured("0.4 %", 2)], 0],
  ["a worse one since", [measured("0.4 %", 1), measured("6 %", 2)], 1],
  ["one that can be read two ways", [measured("1.200", 1)], 1],
  ["one nobody can read", [measured("a few", 1)], 0],
  ["one of something else", [measured("6 %", 1, { title: "CPU" })], 0],
  ["one whose title is written otherwise", [measured("6 %", 1, { title: " error RATE" })], 1],
  ["one of another item", [measured("6 %", 1, { itemKey: "other" })], 0],
  ["one that was redacted", [measured("6 %", 1, { redactedAt: at(2) })], 0],
] as const)("%s", (_, rows, misses) => {
  expect(measuredMisses(roll, "roll", rows)).toHaveLength(misses);
});

/** Passed at noon, and measured `minutes` from then. */
function reasonsOf(asks: object, ...values: ReturnType<typeof measured>[]) {
  const document = documentOf(phase("p", [item("roll", { expectation, ...asks })]), gate("g"));
  const items = rowsOf(row("roll", { state: "passed", changedById: "ana", changedAt: noon }));
  return assess(snapshotOf(document, { items, evidence: values }), at(30)).reasons.map(({ code, text }) => [
    code,
    text,
  ]);
}
const missed = ["evidence_missing", "roll: 6 % was measured where Error rate < 1 % is expected"];

it.each<[string, ReturnType<typeof reasonsOf>, string[][]]>([
  ["that missed and was answered for when it passed", reasonsOf({}, measured("6 %", -1)), []],
  ["that missed since", reasonsOf({}, measured("6 %", 1)), [missed]],
  ["that missed since, proof asked for or not", reasonsOf({ evidence: "value" }, measured("6 %", 1)), [missed]],
  ["that holds by now", reasonsOf({}, measured("6 %", 1), measured("0.4 %", 2)), []],
  ["of what is asked for", reasonsOf({ evidence: "value" }, measured("0.4 %", -1)), []],
  [
    "of something else",
    reasonsOf({ evidence: "value" }, measured("0.4 %", -1, { title: "CPU" })),
    [["evidence_missing", "roll has not the evidence asked for: a measured value of Error rate"]],
  ],
  [
    "of something else, where anything will do",
    reasonsOf({ evidence: "required" }, measured("9", -1, { title: "CPU" })),
    [],
  ],
])("weighs at a gate a value %s", (_, reasons, wanted) => {
  expect(reasons).toEqual(wanted);
});
