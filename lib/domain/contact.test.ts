import { describe, expect, it } from "vitest";
import { contactsOf, linksIn } from "./contact";
import { documentOf, phase, snapshotOf } from "./sample-run";

describe("addresses in a text", () => {
  it.each([
    ["ops@example.test", ["mailto:ops@example.test"]],
    ["+49 (30) 901-820", ["tel:+4930901820"]],
    ["call 555 123 4567 or write a@b.example", ["mailto:a@b.example", "tel:5551234567"]],
    ["https://chat.example.test/ops", ["https://chat.example.test/ops"]],
    ["#incident in Slack, since 2026-11-20", []],
    ["ticket 12345", []],
  ])("%s", (text, expected) => {
    expect(linksIn(text).map(({ href }) => href)).toEqual(expected);
  });
});

it("reaches a person by their own address, their name and their role in the checklist", () => {
  const contact = (name: string, channel: string) => ({ kind: "contact" as const, name, channel });
  const document = documentOf(
    phase("p", [
      contact("Ana", "+49 30 1234567"),
      contact("On-Call", "https://page.example.test"),
      contact("Bob", "b@x.example"),
    ]),
  );
  const snapshot = snapshotOf(document);
  const hrefs = (who: Parameters<typeof contactsOf>[1]) => contactsOf(snapshot, who).map(({ href }) => href);
  expect(hrefs({ kind: "person", id: "ana", name: "Ana", role: "on call" })).toEqual([
    "mailto:ana@example.test",
    "tel:+49301234567",
    "https://page.example.test",
  ]);
  expect(hrefs({ kind: "role", role: "on-call" })).toEqual(["https://page.example.test"]);
  expect(hrefs({ kind: "nobody" })).toEqual([]);
});
