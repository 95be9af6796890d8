import * as fc from "fast-check";
import ICAL from "ical.js";
import { expect, it } from "vitest";
import { type CalendarEvent, calendarText } from "./ics";

const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: "run-target@gonogo",
  at: Date.parse("2026-03-29T00:30:00Z"),
  endsAt: Date.parse("2026-03-29T02:00:00Z"),
  title: "Target",
  description: "payments\nproduction",
  url: "https://gonogo.example/runs/1",
  free: true,
  changedAt: Date.parse("2026-03-01T00:00:00Z"),
  ...more,
});

function parsed(text: string) {
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  return events.map((each) => new ICAL.Event(each));
}

it("is read by another library as it was meant", () => {
  const [read] = parsed(calendarText("Payments, 4; 2", [event()]));
  expect(read).toMatchObject({ uid: "run-target@gonogo", summary: "Target", description: "payments\nproduction" });
  expect(read?.startDate.toJSDate().toISOString()).toBe("2026-03-29T00:30:00.000Z");
  expect(read?.endDate.toJSDate().toISOString()).toBe("2026-03-29T02:00:00.000Z");
});

it("brings any words through, in lines of 75 bytes at the most that cut no character", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.string({ unit: "binary", maxLength: 300 }),
      (title, description) => {
        const wellFormed = title.toWellFormed();
        const text = calendarText("x", [event({ title: wellFormed, description: description.toWellFormed() })]);
        for (const line of text.split("\r\n")) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
        const events = parsed(text);
        expect(events).toHaveLength(1);
        const shown = wellFormed.replaceAll(/\r\n?/g, "\n").replaceAll(/[^\P{Cc}\n]/gu, " ");
        expect(events[0]?.summary ?? "").toBe(shown);
      },
    ),
    { numRuns: 500 },
  );
});

it("lets no title begin a line of its own", () => {
  const title = "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged";
  expect(parsed(calendarText("x", [event({ title })]))).toHaveLength(1);
});
