import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOf, mostOccurrences, type Schedule, turnsOf } from "./recurrence";
import { wallTime } from "./zone-time";

const berlin = "Europe/Berlin";

function schedule(
  everyMinutes: number,
  live: string,
  more: Partial<Schedule> & { text?: string; forMinutes?: number; until?: string } = {},
): Schedule {
  const { text = "", forMinutes, until, ...rest } = more;
  const recurs = {
    everyMinutes,
    text,
    ...(forMinutes === undefined ? {} : { forMinutes }),
    ...(until === undefined ? {} : { until }),
  };
  return { recurs, endMinutes: null, liveMs: Date.parse(live), timeZone: "UTC", timeScale: 1, ...rest };
}

const dues = (of: Schedule) => turnsOf(of).map(({ dueAt }) => new Date(dueAt).toISOString().slice(0, 16));

describe("turns of a check", () => {
  it("comes every hour for a day", () => {
    const hourly = dues(schedule(60, "2026-11-20T08:00:00Z", { endMinutes: 1440 }));
    expect(hourly).toHaveLength(24);
    expect([hourly[0], hourly.at(-1)]).toEqual(["2026-11-20T09:00", "2026-11-21T08:00"]);
  });

  it.each([
    ["every four hours of a day", schedule(240, "2026-11-20T08:00:00Z", { endMinutes: 1440 }), 6],
    ["daily for a week", schedule(1440, "2026-11-20T08:00:00Z", { endMinutes: 10_080 }), 7],
    ["weekly within the first week", schedule(10_080, "2026-11-20T08:00:00Z", { endMinutes: 10_080 }), 1],
    ["every two hours for 24 hours", schedule(120, "2026-11-20T08:00:00Z", { forMinutes: 1440 }), 12],
    ["every quarter of an hour within an hour", schedule(15, "2026-11-20T08:00:00Z", { endMinutes: 60 }), 4],
    ["hourly, without an end: a day", schedule(60, "2026-11-20T08:00:00Z"), 24],
    ["daily, without an end: a week", schedule(1440, "2026-11-20T08:00:00Z"), 7],
    ["weekly, without an end: four times", schedule(10_080, "2026-11-20T08:00:00Z"), 4],
    ["weekly under a day's end: four times", schedule(10_080, "2026-11-20T08:00:00Z", { endMinutes: 1440 }), 4],
    ["daily until a date", schedule(1440, "2026-11-20T08:00:00Z", { until: "2026-11-23" }), 3],
    ["daily until Monday, from a Friday", schedule(1440, "2026-11-20T08:00:00Z", { until: "Monday" }), 3],
    [
      "just under a week where the clocks jump: once, however short that week is",
      schedule(10_064, "2027-09-25T15:27:00Z", { timeZone: "Australia/Lord_Howe" }),
      1,
    ],
    ["every minute for a year", schedule(1, "2026-11-20T08:00:00Z", { forMinutes: 525_600 }), mostOccurrences],
  ])("%s", (_, of, count) => {
    expect(turnsOf(of)).toHaveLength(count);
  });

  it("says when nobody said the end", () => {
    expect(endOf(schedule(60, "2026-11-20T08:00:00Z")).assumed).toBe(true);
    expect(endOf(schedule(60, "2026-11-20T08:00:00Z", { endMinutes: 1440 })).assumed).toBe(false);
  });

  it("stays at nine on the wall, in spring and in autumn", () => {
    const spring = schedule(1440, "2026-03-27T09:00:00+01:00", { timeZone: berlin, forMinutes: 4 * 1440 });
    expect(dues(spring)).toEqual(["2026-03-28T08:00", "2026-03-29T07:00", "2026-03-30T07:00", "2026-03-31T07:00"]);
    const autumn = schedule(1440, "2026-10-23T09:00:00+02:00", { timeZone: berlin, forMinutes: 4 * 1440 });
    expect(dues(autumn)).toEqual(["2026-10-24T07:00", "2026-10-25T08:00", "2026-10-26T08:00", "2026-10-27T08:00"]);
  });

  it("goes by the time its words name", () => {
    const early = schedule(1440, "2026-11-20T08:00:00Z", { text: "Daily at 09:00", forMinutes: 2 * 1440 });
    expect(dues(early)).toEqual(["2026-11-20T09:00", "2026-11-21T09:00"]);
    const late = schedule(1440, "2026-11-20T10:00:00Z", { text: "every day at 9 am", forMinutes: 2 * 1440 });
    expect(dues(late)).toEqual(["2026-11-21T09:00", "2026-11-22T09:00"]);
  });

  it("does a daily check of a time that the clocks leave out when they jump, and one they show twice the first time", () => {
    const gap = schedule(1440, "2026-03-28T02:30:00+01:00", { timeZone: berlin, forMinutes: 2 * 1440 });
    expect(dues(gap)).toEqual(["2026-03-29T01:00", "2026-03-30T00:30"]);
    const twice = schedule(1440, "2026-10-24T02:30:00+02:00", { timeZone: berlin, forMinutes: 2 * 1440 });
    expect(dues(twice)).toEqual(["2026-10-25T00:30", "2026-10-26T01:30"]);
  });

  it("runs as much faster as a rehearsal does", () => {
    const turns = turnsOf(schedule(60, "2026-11-20T08:00:00Z", { endMinutes: 1440, timeScale: 60 }));
    expect(turns).toHaveLength(24);
    expect((turns[0]?.dueAt ?? 0) - Date.parse("2026-11-20T08:00:00Z")).toBe(60_000);
  });
});

const zones = fc.constantFrom(
  "UTC",
  berlin,
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Apia",
);
const moments = fc
  .integer({ min: Date.parse("2024-01-01"), max: Date.parse("2029-01-01") })
  .map((ms) => Math.floor(ms / 60_000) * 60_000);

describe("any schedule", () => {
  it("comes in order, within its end, each turn with its times in order", () => {
    fc.assert(
      fc.property(
        zones,
        moments,
        fc.integer({ min: 1, max: 20_000 }),
        fc.constantFrom(1, 10, 60),
        (timeZone, live, every, timeScale) => {
          const of: Schedule = {
            recurs: { everyMinutes: every, text: "" },
            endMinutes: null,
            liveMs: live,
            timeZone,
            timeScale,
          };
          const turns = turnsOf(of);
          expect(turns.length).toBeGreaterThan(0);
          let last = live;
          for (const [n, { number, opensAt, dueAt, overdueAt, missedAt }] of turns.entries()) {
            expect(number).toBe(n + 1);
            expect(dueAt).toBeGreaterThan(last);
            expect(opensAt).toBeLessThan(dueAt);
            expect(overdueAt).toBeGreaterThan(dueAt);
            expect(missedAt).toBeGreaterThanOrEqual(overdueAt);
            last = dueAt;
          }
          expect(last).toBeLessThanOrEqual(endOf(of).at);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps hours as hours and, but for hours that a zone leaves out, days as days", () => {
    fc.assert(
      fc.property(zones, moments, fc.integer({ min: 1, max: 47 }), (timeZone, live, hours) => {
        const every = hours * 60;
        const turns = turnsOf({
          recurs: { everyMinutes: every, text: "" },
          endMinutes: 14 * 1440,
          liveMs: live,
          timeZone,
          timeScale: 1,
        });
        const start = wallTime(live, timeZone);
        for (const [n, { dueAt }] of turns.entries()) {
          const before = n === 0 ? live : (turns[n - 1]?.dueAt ?? 0);
          if (every % 1440 !== 0) expect(dueAt - before).toBe(every * 60_000);
          else {
            const shown = wallTime(dueAt, timeZone);
            const jumped = shown.time !== start.time;
            if (jumped) expect(wallTime(dueAt - 60_000, timeZone).time).not.toBe(shown.time - 60_000);
            else expect(shown.date).toBe(start.date + ((n + 1) * every) / 1440);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
