import * as fc from "fast-check";
import { expect, it } from "vitest";
import { addTime, instantIn, localText } from "./zone-time";

it.each([
  ["2026-11-20T14:30", "Europe/Berlin", "2026-11-20T13:30:00.000Z"],
  ["2026-07-01T09:00", "America/New_York", "2026-07-01T13:00:00.000Z"],
  // Left out in spring: the moment of the jump. Shown twice in autumn: the first.
  ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
  ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  ["", "UTC", null],
  ["tomorrow", "UTC", null],
])("%s in %s is %s", (text, zone, iso) => {
  expect(instantIn(text, zone)).toBe(iso);
});

it("gives back what a field was filled with", () => {
  const zones = fc.constantFrom("UTC", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns");
  const minutes = fc.integer({ min: 0, max: 3_000_000 });
  fc.assert(
    fc.property(zones, minutes, (zone, n) => {
      const iso = new Date(Date.UTC(2025, 0, 1) + n * 60_000).toISOString();
      const again = instantIn(localText(iso, zone), zone);
      // Of an hour shown twice, a field can't say which one.
      const away = Date.parse(iso) - Date.parse(again ?? "");
      expect([0, 3_600_000]).toContain(away);
    }),
  );
});

it.each([
  ["a day before", "2026-03-29T07:00:00.000Z", -1440, "2026-03-28T08:00:00.000Z"],
  ["25 hours before", "2026-03-29T07:00:00.000Z", -1500, "2026-03-28T06:00:00.000Z"],
  ["a week after", "2026-10-20T07:00:00.000Z", 10_080, "2026-10-27T08:00:00.000Z"],
])("%s, in Berlin", (_, from, n, to) => {
  expect(new Date(addTime(Date.parse(from), n, "Europe/Berlin")).toISOString()).toBe(to);
});
