import { describe, expect, it } from "vitest";
import { otherDays, subjectOf } from "./message-words";

describe("a message's subject", () => {
  it.each([
    ["Subject: Maintenance tonight\n\nWe deploy.", "Maintenance tonight", "We deploy."],
    ["**Betreff:** Wartung\nHeute Abend.", "Wartung", "Heute Abend."],
    ["\nSubject: **Maintenance**\nText", "Maintenance", "Text"],
    ["We deploy.\nSubject: not here", null, "We deploy.\nSubject: not here"],
    ["Subjects: three", null, "Subjects: three"],
  ])("%j", (message, subject, text) => expect(subjectOf(message)).toEqual({ subject, text }));
});

describe("days a message names", () => {
  it.each<[string, string | null, string[]]>([
    ["We go live on January 21, 2026 at 6:30 AM", "2026-11-26", ["January 21, 2026"]],
    ["We go live on November 26, 2026", "2026-11-26", []],
    ["On Nov 26 and then on Dec 1", "2026-11-26", ["Dec 1"]],
    ["Am 21.01.2026\nund 2026-01-22", "2026-11-26", ["21.01.2026", "2026-01-22"]],
    ["Maintenance on January 21, 2026\nOn January 21 we deploy", "2026-11-26", ["January 21, 2026"]],
    ["Jan 20-22", "2027-01-22", []],
    ["On January 21, 2026", null, ["January 21, 2026"]],
    ["You may 10 times retry; 5 % of traffic for 30 minutes, 99.9", "2026-11-26", []],
  ])("%j by %s", (text, target, days) => expect(otherDays(text, target)).toEqual(days));
});
