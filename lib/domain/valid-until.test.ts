import fc from "fast-check";
import { expect, it } from "vitest";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { runView } from "./run-view";
import { snapshots } from "./sample-arbitrary";
import {
  allPassed,
  at,
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  signed,
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";
import { nextMoment } from "./valid-until";

const document = documentOf(
  phase("p", [{ kind: "trigger", key: "slow", title: "Slow", tier: "timed", reaction: 15 }, item("a"), item("b")]),
  gate("g", { signoffs: [signoff("QA")] }),
  phase("q", [item("later")]),
  gate("h"),
);
const base = snapshotOf(document, { items: allPassed(document) });

function conditional(dueAt: string, doneAt: string | null): RunSnapshot {
  const conditions = [{ id: "c", text: "watch", ownerId: null, dueAt, doneAt }];
  return {
    ...base,
    signatures: [signed(base, { gateKey: "g", signoffKey: "QA", decision: "approve_with_conditions", conditions })],
  };
}

it.each<[string, RunSnapshot, string | null]>([
  ["nothing", base, null],
  ["a waiver's end", { ...base, waivers: [waiver("a", { expiresAt: at(30) })] }, at(30)],
  ["a waiver that ended before", { ...base, waivers: [waiver("a", { expiresAt: at(-30) })] }, null],
  [
    "the first of several",
    { ...base, waivers: [waiver("a", { expiresAt: at(30) })], evidence: [evidence("b", { expiresAt: at(20) })] },
    at(20),
  ],
  ["nothing that the gate doesn't cover", { ...base, waivers: [waiver("later", { expiresAt: at(30) })] }, null],
  ["a condition falling due", conditional(at(40), null), at(40)],
  ["no condition overdue already", conditional(at(-40), null), null],
  ["no condition met", conditional(at(40), noon), null],
  [
    "a trigger's time to react",
    {
      ...base,
      triggers: [{ key: "slow", firedAt: at(-5), firedById: null, measured: null, clearedAt: null, clearReason: null }],
    },
    at(10),
  ],
  [
    "no trigger past it",
    {
      ...base,
      triggers: [
        { key: "slow", firedAt: at(-25), firedById: null, measured: null, clearedAt: null, clearReason: null },
      ],
    },
    null,
  ],
])("the verdict may change by time with %s", (_, snapshot, until) => {
  expect(assess(snapshot, noon, "g").validUntil).toBe(until);
});

it("a run's view stays the same until the next moment, and no longer where that decides", () => {
  const start = Date.parse(noon);
  const view = (snapshot: RunSnapshot, ms: number) => runView(snapshot, new Date(ms).toISOString());
  fc.assert(
    fc.property(snapshots, fc.nat(100_000_000), (snapshot, later) => {
      const last = Math.min(start + later, nextMoment(snapshot, start) - 1);
      expect(view(snapshot, last)).toEqual(view(snapshot, start));
    }),
  );
  const waived = { ...base, items: {}, waivers: [waiver("later", { expiresAt: at(30) })] };
  expect(nextMoment(waived, start)).toBe(Date.parse(at(30)));
  expect(view(waived, nextMoment(waived, start))).not.toEqual(view(waived, start));
  expect(nextMoment(conditional(at(40), null), start)).toBe(Date.parse(at(40)));
});
