import { describe, expect, it } from "vitest";
import { formatAgo, formatClock, formatDate, formatDateTime, formatDay } from "./time-format";

const now = Date.parse("2026-11-20T11:30:00Z");

describe("formatDay", () => {
  it.each([
    ["2026-11-20T13:30:00Z", "UTC", "Today 13:30"],
    ["2026-11-21T06:30:00Z", "UTC", "Tomorrow 06:30"],
    ["2026-11-19T23:59:00Z", "UTC", "Yesterday 23:59"],
    ["2026-11-26T09:00:00Z", "UTC", "Thursday 09:00"],
    ["2026-11-27T09:00:00Z", "UTC", "27 Nov, 09:00"],
    ["2027-01-02T09:00:00Z", "UTC", "2 Jan 2027, 09:00"],
    // The same instant is another day elsewhere.
    ["2026-11-20T23:30:00Z", "Europe/Berlin", "Tomorrow 00:30"],
    ["2026-11-20T05:00:00Z", "America/New_York", "Today 00:00"],
    ["2026-11-20T04:59:00Z", "America/New_York", "Yesterday 23:59"],
  ])("%s in %s is %s", (at, zone, words) => {
    expect(formatDay(at, now, zone)).toBe(words);
  });
});

describe("formatAgo", () => {
  it.each([
    ["2026-11-20T11:29:31Z", "just now"],
    ["2026-11-20T11:30:20Z", "in a moment"],
    ["2026-11-20T11:30:10Z", "just now"],
    ["2026-11-20T11:18:00Z", "12 min ago"],
    ["2026-11-20T14:31:00Z", "in 3 h"],
    ["2026-11-18T11:31:00Z", "47 h ago"],
    ["2026-11-18T11:30:00Z", "2 days ago"],
  ])("%s is %s", (at, words) => {
    expect(formatAgo(at, now)).toBe(words);
  });
});

describe("dates and clocks", () => {
  it("are the zone's, and name it where it must be known", () => {
    expect(formatDateTime("2026-11-20T23:05:00Z", "Europe/Berlin")).toBe("21 Nov 2026, 00:05");
    expect(formatDateTime("2026-11-20T23:05:00Z", "UTC", true)).toBe("20 Nov 2026, 23:05 UTC");
    expect(formatDate("2026-07-01T00:00:00Z", "America/New_York")).toBe("30 Jun 2026");
    expect(formatClock("2026-11-20T00:00:00Z", "UTC")).toBe("00:00");
  });
});
