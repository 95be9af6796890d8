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

it("counts the time to react from when it came true again", () => {
  const trigger: Trigger = { kind: "trigger", key: "errors", title: "Errors", tier: "timed", reaction: 30 };
  const index = indexDocument(documentOf(phase("before", [item("one"), trigger]), gate("deploy")));
  const row = { key: "errors", firedAt: noon, firedById: null, measured: null, clearedAt: null, clearReason: null };
  const calls = (more: object) => firedTriggers(index, [{ ...row, ...more }], 1)[0]?.rollbackAt;
  expect(calls({ refiredAt: at(20), reactionFrom: at(20) })).toBe(Date.parse(at(50)));
  expect(calls({ refiredAt: at(40), reactionFrom: null })).toBe(Date.parse(at(30)));
});

it.each(tiers)("%s", (_, tier, from) => {
  const trigger: Trigger = { kind: "trigger", key: "errors", title: "Errors", ...tier };
  const document = documentOf(phase("before", [item("one"), trigger]), gate("deploy"));
  const triggers = [
    { key: "errors", firedAt: noon, firedById: null, measured: null, clearedAt: null, clearReason: null },
  ];
  const run = snapshotOf(document, { items: allPassed(document), triggers });
  expect(firedTriggers(indexDocument(document), run.triggers, 1).map(({ rollbackAt }) => rollbackAt)).toEqual([from]);
});

const row = { key: "errors", firedAt: noon, firedById: null, measured: null, clearedAt: null, clearReason: null };
const as = (tier: Trigger["tier"], reaction?: number) => ({ ...row, tier, reaction, title: "As fired" });
const now = (tier: Trigger["tier"], reaction?: number): Trigger => {
  return { kind: "trigger", key: "errors", title: "Errors", tier, reaction };
};
const [atOnce, never] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

it.each([
  ["one that is gone as it fired", as("timed", 30), null, "As fired", Date.parse(at(30))],
  ["one that is gone, of an older release, as the gravest", row, null, "errors", atOnce],
  ["one of an older release as the document has it", row, now("investigate"), "Errors", never],
  ["one that is milder now as it fired", as("rollback"), now("investigate"), "Errors", atOnce],
  ["one with more time now with what it had", as("timed", 30), now("timed", 60), "Errors", Date.parse(at(30))],
  ["one that is graver now as it is", as("timed", 30), now("rollback"), "Errors", atOnce],
])("counts %s", (_, fired, trigger, title, from) => {
  const document = documentOf(phase("before", [item("one"), ...(trigger ? [trigger] : [])]), gate("deploy"));
  const found = firedTriggers(indexDocument(document), [fired], 1);
  expect(found.map((each) => [each.trigger.title, each.rollbackAt, each.gone])).toEqual([
    [title, from, trigger === null],
  ]);
});
