import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paceOf, rangeOf, type TimedItem } from "./pace";
import { assess } from "./readiness";
import { at, documentOf, gate, item, noon, phase, snapshotOf } from "./sample-run";
import { workCalendar } from "./work-calendar";

const run = (runId: string, ...ratios: number[]): TimedItem[] =>
  ratios.map((ratio) => ({ runId, estimate: 20, actual: 20 * ratio }));

describe("the pace of past runs", () => {
  it.each([
    ["no run", [], null],
    ["two runs", [...run("a", 1, 1, 1), ...run("b", 1, 1, 1)], null],
    ["a run of two items doesn't count", [...run("a", 1, 1, 1), ...run("b", 1, 1, 1), ...run("c", 1, 1)], null],
    [
      "the median of each, so that one night changes nothing",
      [...run("a", 1, 1.2, 60), ...run("b", 0.8, 0.8, 0.8), ...run("c", 2, 2, 2, 2)],
      { low: 0.8, high: 2, runs: 3, items: 10 },
    ],
    ["what had no estimate or took no time", [...run("a", 1, 1, 0), ...run("b", 1, 1, 1), ...run("c", 1, 1, 1)], null],
  ])("%s", (_, timed, pace) => {
    expect(paceOf(timed)).toEqual(pace);
  });

  it("leaves one run of ten out at each end", () => {
    const timed = Array.from({ length: 11 }, (_, nth) => run(`run ${nth}`, nth + 1, nth + 1, nth + 1)).flat();
    expect(paceOf(timed)).toEqual({ low: 2, high: 10, runs: 11, items: 33 });
  });
});

describe("the range of a forecast", () => {
  const document = documentOf(phase("before", [item("backup", { estimate: 60 })]), gate("deploy"));
  const snapshot = snapshotOf(document);
  const place = { snapshot, now: noon, gate: "deploy" };
  const { forecast } = assess(snapshot, noon);
  const pace = { low: 0.5, high: 2, runs: 3, items: 9 };

  it("is the work left at that pace", () => {
    expect(rangeOf(forecast, pace, place)).toEqual({ ...pace, fromAt: at(30), toAt: at(120) });
  });

  it("keeps out of freezes as the forecast does", () => {
    const window = { id: "f", startsAt: at(10), endsAt: at(90), reason: "sale", environments: [] };
    const frozen = { ...snapshot, freezes: [window] };
    expect(rangeOf(forecast, pace, { ...place, snapshot: frozen })).toMatchObject({ fromAt: at(90), toAt: at(120) });
  });

  it("is none without a pace or a forecast", () => {
    expect(rangeOf(forecast, null, place)).toBeNull();
    expect(rangeOf({ ...forecast, earliestGoAt: null }, pace, place)).toBeNull();
  });
});

describe("work between two moments", () => {
  const hours = {
    days: ["mon", "tue", "wed", "thu", "fri"] as const,
    from: "09:00",
    to: "17:00",
    timeZone: "Europe/Berlin",
  };
  const calendar = workCalendar({ ...hours, days: [...hours.days] });
  const ms = (time: string) => Date.parse(time);

  it.each([
    ["within a day", "2026-11-25T09:00Z", "2026-11-25T10:30Z", 90],
    ["over a night", "2026-11-25T15:00Z", "2026-11-26T09:00Z", 120],
    ["over a weekend", "2026-11-27T15:00Z", "2026-11-30T09:00Z", 120],
    ["within a weekend", "2026-11-28T09:00Z", "2026-11-29T09:00Z", 0],
    ["backwards", "2026-11-25T10:00Z", "2026-11-25T09:00Z", 0],
  ])("%s", (_, from, to, minutes) => {
    expect(calendar.workedBetween(ms(from), ms(to))).toBe(minutes);
  });

  it("is what `endAfter` lays out, over nights and clocks that change", () => {
    const moment = fc.integer({ min: ms("2026-01-01T00:00Z") / 60_000, max: ms("2027-01-01T00:00Z") / 60_000 });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 20_000 }), (start, minutes) => {
        const from = start * 60_000;
        expect(calendar.workedBetween(from, calendar.endAfter(from, minutes))).toBe(minutes);
      }),
    );
    expect(workCalendar(null).workedBetween(0, 90 * 60_000)).toBe(90);
  });
});
