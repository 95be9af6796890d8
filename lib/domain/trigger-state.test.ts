import { expect, it } from "vitest";
import { allPassed, at, documentOf, gate, item, noon, phase, snapshotOf } from "./sample-run";
import type { Trigger } from "./template-leaves";
import { indexDocument } from "./template-tree";
import { firedTriggers } from "./trigger-state";

const tiers: readonly [string, Pick<Trigger, "tier" | "reaction">, number][] = [
  ["rollback calls at once, whatever the reader's clock says", { tier: "rollback" }, Number.NEGATIVE_INFINITY],
  ["timed without a time calls at once", { tier: "timed" }, Number.NEGATIVE_INFINITY],
  ["timed calls when its time is over", { tier: "timed", reaction: 30 }, Date.parse(at(30))],
  ["investigate never calls", { tier: "investigate" }, Number.POSITIVE_INFINITY],
];

it.each(tiers)("%s", (_, tier, from) => {
  const trigger: Trigger = { kind: "trigger", key: "errors", title: "Errors", ...tier };
  const document = documentOf(phase("before", [item("one"), trigger]), gate("deploy"));
  const triggers = [
    { key: "errors", firedAt: noon, firedById: null, measured: null, clearedAt: null, clearReason: null },
  ];
  const run = snapshotOf(document, { items: allPassed(document), triggers });
  expect(firedTriggers(indexDocument(document), run.triggers, 1).map(({ rollbackAt }) => rollbackAt)).toEqual([from]);
});
