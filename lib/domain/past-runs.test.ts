import { describe, expect, it } from "vitest";
import { type ItemPast, lateMinutes, pastFigures, slippingItems } from "./past-runs";
import { at, noon } from "./sample-run";

const item = (key: string, more: Partial<ItemPast> = {}): ItemPast => {
  return { key, title: key, severity: "high", stage: "before", failed: false, waived: false, doneAt: at(-5), ...more };
};

describe("items that slip", () => {
  it("are those that failed, came late or were waived, the most often first", () => {
    const slips = slippingItems([
      { targetAt: noon, items: [item("fine"), item("late", { doneAt: at(1) }), item("broke", { failed: true })] },
      { targetAt: noon, items: [item("fine"), item("late", { doneAt: at(9), waived: true }), item("broke")] },
    ]);
    expect(slips).toMatchObject([
      { key: "late", runs: 2, late: 2, waived: 1, failed: 0 },
      { key: "broke", runs: 2, late: 0, failed: 1 },
    ]);
  });

  it.each([
    ["without a target", null, item("a", { doneAt: at(5) })],
    ["after going live", noon, item("a", { stage: "after", doneAt: at(5) })],
    ["never done", noon, item("a", { doneAt: null })],
  ] as const)("%s nothing is late", (_, targetAt, one) => {
    expect(slippingItems([{ targetAt, items: [one] }])).toEqual([]);
  });
});

describe("planned against actual", () => {
  it.each([
    [noon, at(30), 30],
    [noon, at(-30), -30],
    [null, at(30), null],
    [noon, null, null],
  ])("%s to %s: %s", (targetAt, goAt, late) => {
    expect(lateMinutes(targetAt, goAt)).toBe(late);
  });

  it("counts a quarter of an hour as on time", () => {
    const run = (late: number | null, outcome: "closed" | "rolled_back" = "closed") => ({ lateMinutes: late, outcome });
    expect(pastFigures([run(15), run(16), run(-40), run(null, "rolled_back")])).toEqual({
      runs: 4,
      onTime: 2,
      late: 1,
      backed: 1,
      medianLate: 15,
    });
    expect(pastFigures([]).medianLate).toBeNull();
  });
});
