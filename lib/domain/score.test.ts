import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRun } from "./run-state";
import { allPassed, documentOf, gate, item, noon, phase, row, rowsOf, snapshotOf, waiver } from "./sample-run";
import { formulaOf, isBelow, requiredScore, scoreOf } from "./score";

const document = documentOf(
  phase("p", [
    item("c", { severity: "critical" }),
    item("h", { severity: "high" }),
    item("m"),
    item("l", { severity: "low" }),
    item("o", { severity: "critical", optional: true }),
  ]),
  gate("g"),
);

function sums(...more: Parameters<typeof rowsOf>) {
  const { standings } = readRun(snapshotOf(document, { items: { ...allPassed(document), ...rowsOf(...more) } }), noon);
  const { satisfied, applicable } = formulaOf(standings);
  return [satisfied, applicable];
}

it.each([
  ["all passed, the optional one in neither sum", [], [15, 15]],
  ["critical open", [row("c")], [7, 15]],
  ["critical warned", [row("c", { state: "warned", reason: "m" })], [7, 15]],
  ["high warned", [row("h", { state: "warned", reason: "m" })], [15, 15]],
  ["medium failed", [row("m", { state: "failed", reason: "f" })], [13, 15]],
  ["low not applicable", [row("l", { state: "not_applicable", reason: "n" })], [14, 14]],
  ["high not applicable without a grant", [row("h", { state: "not_applicable", reason: "n" })], [11, 15]],
  ["medium in progress", [row("m", { state: "in_progress" })], [13, 15]],
  ["optional failed", [row("o", { state: "failed", reason: "f" })], [15, 15]],
] as const)("%s", (_, rows, expected) => {
  expect(sums(...rows)).toEqual(expected);
});

it("says how it was reached", () => {
  const { standings } = readRun(
    snapshotOf(document, { items: rowsOf(row("c", { state: "passed" })), waivers: [waiver("h")] }),
    noon,
  );
  expect(formulaOf(standings)).toMatchObject({
    text: "1 of 1 critical x 8 + 1 of 1 high x 4 + 0 of 1 medium x 2 + 0 of 1 low x 1 = 12 of 15, 80.0 of 100",
    bySeverity: { critical: { satisfied: 8, applicable: 8, weight: 8, open: 0, total: 1 }, medium: { open: 1 } },
  });
});

describe("the score", () => {
  it.each([
    [0, 0, 0],
    [600, 682, 87.9],
    [648, 682, 95],
    [9996, 10_000, 99.9],
    [1, 3, 33.3],
    [682, 682, 100],
  ])("%i of %i is shown as %f", (satisfied, applicable, score) => {
    expect(scoreOf({ satisfied, applicable })).toBe(score);
  });

  it.each([
    [4, 5, 80, false],
    [7999, 10_000, 80, true],
    [7, 8, 87.5, false],
    [699, 800, 87.5, true],
    [2, 3, 66.667, true],
    [0, 5, 0, false],
  ])("%i of %i against %f is below: %s", (satisfied, applicable, required, below) => {
    expect(isBelow({ satisfied, applicable }, required)).toBe(below);
  });

  it("is compared exactly, not as it is shown", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 1000 }),
        (applicable, part, tenths) => {
          const satisfied = Math.min(part, applicable);
          const exact = BigInt(satisfied) * 1000n < BigInt(tenths) * BigInt(applicable);
          expect(isBelow({ satisfied, applicable }, tenths / 10)).toBe(exact);
        },
      ),
    );
  });

  it("is required in full unless the document states less", () => {
    expect(requiredScore(gate("g"))).toBe(100);
    expect(requiredScore(gate("g", { required: 80 }))).toBe(80);
  });
});
