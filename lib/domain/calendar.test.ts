import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, keptBy, monthDays } from "./calendar";

describe("a month's sheet", () => {
  it("begins on Monday and holds the whole month in whole weeks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2090 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
        const month = `${year}-${String(number).padStart(2, "0")}`;
        const days = monthDays(month);
        expect(days.length % 7).toBe(0);
        expect(new Date(`${days[0]}T00:00:00Z`).getUTCDay()).toBe(1);
        expect(new Set(days).size).toBe(days.length);
        const inside = days.filter((day) => day.startsWith(month));
        expect(inside.length).toBe(new Date(year, number, 0).getDate());
        expect(days.length - inside.length).toBeLessThan(14);
      }),
    );
  });

  it.each([
    ["2026-12", 1, "2027-01"],
    ["2026-01", -1, "2025-12"],
    ["2026-11", 0, "2026-11"],
  ])("%s and %s is %s", (month, months, expected) => {
    expect(addMonths(month, months)).toBe(expected);
  });
});

it("names the runs a freeze keeps from their target", () => {
  const run = {
    id: "a",
    name: "a",
    environment: "production",
    verdict: "go",
    lateByMinutes: null,
    frozen: null,
  } as const;
  const runs = [
    { ...run, targetAt: "2026-12-24T10:00:00.000Z", rehearsal: false },
    { ...run, targetAt: "2026-12-24T10:00:00.000Z", rehearsal: true },
    { ...run, targetAt: "2026-12-27T00:00:00.000Z", rehearsal: false },
    { ...run, targetAt: null, rehearsal: false },
  ];
  const window = { id: "f", startsAt: "2026-12-20T00:00:00.000Z", endsAt: "2026-12-27T00:00:00.000Z", reason: "x" };
  expect(keptBy({ ...window, environments: [] }, runs)).toEqual([runs[0]]);
  expect(keptBy({ ...window, environments: ["staging"] }, runs)).toEqual([]);
});
