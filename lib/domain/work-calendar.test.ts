import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workCalendar } from "./work-calendar";
import { clockMinutes, hoursInWords, type WorkingHours, weekdays, workingHoursSchema } from "./working-hours";

const berlin: WorkingHours = {
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "17:00",
  timeZone: "Europe/Berlin",
};
const allDay: WorkingHours = { days: [...weekdays], from: "00:00", to: "24:00", timeZone: "Europe/Berlin" };
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const end = (hours: WorkingHours | null, at: string, minutes: number) =>
  iso(workCalendar(hours).endAfter(Date.parse(at), minutes));
const start = (hours: WorkingHours | null, at: string, minutes: number) =>
  iso(workCalendar(hours).startAfter(Date.parse(at), minutes));

describe("Work by the hours of a place", () => {
  test.each([
    ["round the clock", null, "2026-11-25T19:00Z", 90, "2026-11-25T20:30"],
    ["within a day", berlin, "2026-11-25T09:00Z", 60, "2026-11-25T10:00"],
    ["to the last minute of a day", berlin, "2026-11-25T15:00Z", 60, "2026-11-25T16:00"],
    ["over a night", berlin, "2026-11-25T15:00Z", 61, "2026-11-26T08:01"],
    ["over a weekend", berlin, "2026-11-27T15:30Z", 60, "2026-11-30T08:30"],
    ["begun on a Sunday", berlin, "2026-11-29T12:00Z", 30, "2026-11-30T08:30"],
    ["no work ends now", berlin, "2026-11-29T12:00Z", 0, "2026-11-29T12:00"],
    ["from winter into summer time", berlin, "2026-03-27T15:00Z", 120, "2026-03-30T08:00"],
    ["from summer into winter time", berlin, "2026-10-23T14:00Z", 120, "2026-10-26T09:00"],
    ["a night shift", { ...berlin, from: "22:00", to: "06:00" }, "2026-11-28T03:00Z", 180, "2026-11-30T22:00"],
  ])("%s", (_, hours, at, minutes, expected) => {
    expect(end(hours, at, minutes)).toBe(expected);
  });

  test("what follows the last minute of a day starts the next morning", () => {
    expect(start(berlin, "2026-11-25T15:00Z", 60)).toBe("2026-11-26T08:00");
    expect(start(berlin, "2026-11-28T10:00Z", 0)).toBe("2026-11-30T08:00");
  });

  test.each([
    ["round the clock", null, "2026-11-25T20:30Z", 90, "2026-11-25T19:00"],
    ["within a day", berlin, "2026-11-25T10:00Z", 60, "2026-11-25T09:00"],
    ["from the first minute of a day", berlin, "2026-11-25T09:00Z", 60, "2026-11-25T08:00"],
    ["over a night", berlin, "2026-11-26T08:01Z", 61, "2026-11-25T15:00"],
    ["over a weekend", berlin, "2026-11-30T08:30Z", 60, "2026-11-27T15:30"],
    ["to a Sunday", berlin, "2026-11-29T12:00Z", 30, "2026-11-27T15:30"],
    ["no work begins by then", berlin, "2026-11-29T12:00Z", 0, "2026-11-29T12:00"],
    ["from winter into summer time", berlin, "2026-03-30T08:00Z", 120, "2026-03-27T15:00"],
    ["a night shift", { ...berlin, from: "22:00", to: "06:00" }, "2026-11-30T22:00Z", 180, "2026-11-28T03:00"],
  ])("that must be done by a moment begins before it: %s", (_, hours, by, minutes, expected) => {
    expect(iso(workCalendar(hours).startBefore(Date.parse(by), minutes))).toBe(expected);
  });

  test("a day has 23 hours when summer time begins and 25 when it ends", () => {
    expect(end(allDay, "2026-03-28T23:00Z", 23 * 60)).toBe("2026-03-29T22:00");
    expect(end(allDay, "2026-10-24T22:00Z", 25 * 60)).toBe("2026-10-25T23:00");
    const sundays: WorkingHours = { ...allDay, days: ["sun"] };
    expect(end(sundays, "2026-03-28T12:00Z", 23 * 60 + 1)).toBe("2026-04-04T22:01");
    expect(end(sundays, "2026-10-24T12:00Z", 25 * 60 + 1)).toBe("2026-10-31T23:01");
  });

  test("an hour that the clocks leave out isn't worked, nor one shown twice outside the hours", () => {
    const early: WorkingHours = { ...allDay, from: "01:30", to: "02:30" };
    expect(end(early, "2026-03-28T23:00Z", 31)).toBe("2026-03-29T23:31");
    expect(end(early, "2026-10-24T22:00Z", 61)).toBe("2026-10-26T00:31");
  });

  const hoursArbitrary = fc
    .record({
      days: fc.subarray([...weekdays], { minLength: 1 }),
      from: fc.integer({ min: 0, max: 95 }).map(quarter),
      to: fc.integer({ min: 1, max: 96 }).map(quarter),
      timeZone: fc.constantFrom(
        ...["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo"],
        ...["America/Santiago", "Pacific/Auckland", "Asia/Beirut", "America/St_Johns"],
      ),
    })
    .filter((hours) => workingHoursSchema.safeParse(hours).success);
  // Around both changes of the clocks, and at any time.
  const nowArbitrary = fc.oneof(
    ...["2026-03-06", "2026-03-27", "2026-04-03", "2026-10-02", "2026-10-23", "2026-10-30", "2026-01-01"].map((date) =>
      fc.integer({ min: 0, max: 5 * 24 * 60 }).map((minutes) => Date.parse(date) + minutes * 60_000),
    ),
  );

  test("begun at the last moment it is done in time, a minute later it isn't", () => {
    fc.assert(
      fc.property(hoursArbitrary, nowArbitrary, fc.integer({ min: 1, max: 900 }), (hours, byMs, minutes) => {
        const calendar = workCalendar(hours);
        const last = calendar.startBefore(byMs, minutes);
        expect(calendar.endAfter(last, minutes)).toBeLessThanOrEqual(byMs);
        expect(calendar.endAfter(last + 60_000, minutes)).toBeGreaterThan(byMs);
        expect(calendar.workedBetween(last, byMs)).toBe(minutes);
      }),
      { numRuns: 300 },
    );
  });

  test("never lays work outside the hours, and the minutes laid out are the work", () => {
    fc.assert(
      fc.property(hoursArbitrary, nowArbitrary, fc.integer({ min: 1, max: 900 }), (hours, nowMs, minutes) => {
        const calendar = workCalendar(hours);
        const isOpen = opening(hours);
        const from = calendar.startAfter(nowMs, 0);
        const to = calendar.endAfter(nowMs, minutes);
        expect(isOpen(from)).toBe(true);
        expect(isOpen(to - 60_000)).toBe(true);
        let worked = 0;
        for (let at = nowMs; at < to; at += 60_000) if (isOpen(at)) worked += 1;
        // An oracle minute by minute; a shift cut by a repeated hour may leave some of it out, never more.
        expect(worked).toBeGreaterThanOrEqual(minutes);
        if (!cutsRepeatedHour(hours)) expect(worked).toBe(minutes);
        for (let part = 1; part < minutes; part += 97) {
          expect(calendar.endAfter(nowMs, part)).toBeLessThanOrEqual(calendar.startAfter(nowMs, part));
          expect(calendar.endAfter(calendar.startAfter(nowMs, part), minutes - part)).toBe(to);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function quarter(quarters: number): string {
  const [hour, minutes] = [Math.floor(quarters / 4), (quarters % 4) * 15];
  return `${String(hour).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** Whether a shift may begin or end within an hour shown twice: every change of these places lies before four o'clock or at midnight. */
function cutsRepeatedHour({ from, to }: WorkingHours): boolean {
  return [from, to].some((text) => {
    const at = clockMinutes(text);
    return (at > 0 && at <= 3 * 60) || (at >= 23 * 60 && at < 24 * 60);
  });
}

/** What the clocks show at a moment, asked of Intl alone. */
function opening(hours: WorkingHours): (ms: number) => boolean {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: hours.timeZone,
    hourCycle: "h23",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const [from, to] = [clockMinutes(hours.from), clockMinutes(hours.to)];
  return (ms) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const at = Number(parts.hour) * 60 + Number(parts.minute);
    const today = weekdays.map(String).indexOf(parts.weekday?.toLowerCase() ?? "");
    const on = (index: number) => hours.days.includes(weekdays[(index + 7) % 7] ?? "mon");
    if (to > from) return on(today) && at >= from && at < to;
    return (on(today) && at >= from) || (on(today - 1) && at < to);
  };
}

describe("Hours in words", () => {
  test.each([
    [null, "round the clock"],
    [berlin, "Monday to Friday, 09:00 to 17:00 (Europe/Berlin)"],
    [{ ...berlin, days: ["mon" as const, "wed" as const] }, "Monday and Wednesday, 09:00 to 17:00 (Europe/Berlin)"],
    [{ ...allDay, from: "22:00", to: "06:00" }, "every day, 22:00 to 06:00 the next day (Europe/Berlin)"],
  ])("%#", (hours, words) => {
    expect(hoursInWords(hours)).toBe(words);
  });

  test.each([
    ["no day", { ...berlin, days: [] }],
    ["no such zone", { ...berlin, timeZone: "Mars/Base" }],
    ["no such time", { ...berlin, from: "25:00" }],
    ["half an hour", { ...berlin, to: "09:30" }],
  ])("%s is refused", (_, hours) => {
    expect(workingHoursSchema.safeParse(hours).success).toBe(false);
  });
});
