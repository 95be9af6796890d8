import { expect, it } from "vitest";
import { runSummary } from "./dashboard";
import { at, documentOf, gate, item, noon, phase, snapshotOf } from "./sample-run";
import { summaryAt } from "./summary-at";

const document = documentOf(phase("p", [item("a", { estimate: 30 }), item("b", { estimate: 45 })]), gate("g"));

it.each([0, 1, 59, 600])("equals the summary computed %s minutes later", (minutes) => {
  const plain = snapshotOf(document);
  const snapshot = { ...plain, run: { ...plain.run, targetAt: at(60) } };
  const later = at(minutes);
  expect(summaryAt(runSummary(snapshot, noon), later)).toEqual(runSummary(snapshot, later));
});
