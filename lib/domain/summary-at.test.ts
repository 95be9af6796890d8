import { expect, it } from "vitest";
import { runSummary } from "./dashboard";
import { at, documentOf, gate, item, noon, phase, snapshotOf } from "./sample-run";
import { summaryAt } from "./summary-at";
import type { WorkingHours } from "./working-hours";

const document = documentOf(phase("p", [item("a", { estimate: 30 }), item("b", { estimate: 45 })]), gate("g"));

const nights: WorkingHours = {
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "20:00",
  to: "21:00",
  timeZone: "Europe/Berlin",
};

it.each([
  [0, null],
  [1, null],
  [600, null],
  [0, nights],
  [450, nights],
  [4_000, nights],
])("equals the summary computed %s minutes later, by other hours", (minutes, hours) => {
  const plain = snapshotOf(document);
  const run = { ...plain.run, targetAt: at(60) };
  const later = at(minutes);
  const then = runSummary({ ...plain, run: { ...run, workingHours: hours } }, later);
  expect(summaryAt(runSummary({ ...plain, run }, noon), later, hours)).toEqual(then);
  const always = { ...run, roundTheClock: true };
  const own = runSummary({ ...plain, run: always }, noon);
  expect(summaryAt(own, later, hours)).toEqual(runSummary({ ...plain, run: always }, later));
});
