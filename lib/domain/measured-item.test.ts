import { expect, it } from "vitest";
import { measuredMisses } from "./measured-item";
import { at, evidence, item } from "./sample-run";

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
  ["one of another item", [measured("6 %", 1, { itemKey: "other" })], 0],
  ["one that was redacted", [measured("6 %", 1, { redactedAt: at(2) })], 0],
] as const)("%s", (_, rows, misses) => {
  expect(measuredMisses(roll, "roll", rows)).toHaveLength(misses);
});
