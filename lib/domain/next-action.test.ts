import { describe, expect, it } from "vitest";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { allPassed, at, documentOf, gate, item, noon, phase, row, rowsOf, snapshotOf } from "./sample-run";
import type { Item } from "./template";

const next = (...items: Item[]) => assess(snapshotOf(documentOf(phase("p", items), gate("g"))), noon).nextAction?.key;

it.each<[string, Item[], string]>([
  [
    "what most work waits for",
    [item("long", { estimate: 90 }), item("first", { estimate: 5 }), item("then", { estimate: 60, needs: ["first"] })],
    "first",
  ],
  [
    "the longest chain, not the most items",
    [
      item("a"),
      item("a1", { needs: ["a"], estimate: 1 }),
      item("a2", { needs: ["a"], estimate: 1 }),
      item("b"),
      item("b1", { needs: ["b"], estimate: 5 }),
    ],
    "b",
  ],
  ["of equals the gravest", [item("m", { estimate: 90 }), item("c", { severity: "critical" })], "c"],
  ["of equals the first", [item("one"), item("two")], "one"],
])("is %s", (_, items, key) => {
  expect(next(...items)).toBe(key);
});

it("names an item in a sentence without the colon that leads to what stands below it", () => {
  const document = documentOf(phase("p", [item("roles", { title: "**Update** the roles:" })]), gate("g"));
  const { nextAction } = assess(snapshotOf(document), noon);
  expect(nextAction?.title).toBe("Update the roles");
});

it("is the blocked item only when there is nothing else to do", () => {
  const document = documentOf(phase("p", [item("stuck"), item("free")]), gate("g"));
  const stuck = row("stuck", { blocked: { reason: "vendor", byId: "ana", since: noon } });
  expect(assess(snapshotOf(document, { items: rowsOf(stuck) }), noon).nextAction?.key).toBe("free");
  const items = rowsOf(stuck, row("free", { state: "passed" }));
  expect(assess(snapshotOf(document, { items }), noon).nextAction?.key).toBe("stuck");
});

it("is to reopen after a NO-GO, and nothing once the run is closed", () => {
  const document = documentOf(phase("p", [item("a")]), gate("g"));
  const gates = [
    { key: "g", status: "no_go" as const, decidedById: "lead", decidedAt: noon, reason: "storm", frozen: null },
  ];
  const snapshot = snapshotOf(document, { items: allPassed(document), gates });
  expect(assess(snapshot, noon)).toMatchObject({
    reasons: [{ text: "Lead recorded NO-GO: storm" }],
    nextAction: { kind: "declare", key: "g", who: { id: "lead" } },
  });
  expect(assess({ ...snapshot, run: { ...snapshot.run, closedAt: noon } }, noon).nextAction).toBeNull();
});

describe("while something is wrong with what is deployed", () => {
  const document = documentOf(
    gate("deploy"),
    phase("watch", [item("errors", { recurs: { everyMinutes: 60, text: "hourly", forMinutes: 240 } }), item("tell")], {
      stage: "after",
    }),
    gate("close", { asks: "close" }),
    phase("triggers", [
      { kind: "trigger", key: "slow", title: "P95 > 500 ms", tier: "investigate" },
      { kind: "trigger", key: "errors-5", title: "Errors > 5 %", tier: "timed", reaction: 30 },
      { kind: "trigger", key: "errors-10", title: "Errors > 10 %", tier: "rollback" },
    ]),
  );
  const gates = [
    { key: "deploy", status: "go" as const, decidedById: "lead", decidedAt: at(-120), reason: null, frozen: null },
  ];
  const fired = (key: string, firedAt = noon) => {
    return { key, firedAt, firedById: "ana", measured: null, clearedAt: null, clearReason: null };
  };
  const titled = (more: Partial<RunSnapshot>, now = noon) =>
    assess({ ...snapshotOf(document, { gates }), ...more }, now).nextAction?.title;

  it.each([
    [["slow"], "Investigate what fired: P95 > 500 ms"],
    [["slow", "errors-5"], "Resolve what fired in time, or roll back: Errors > 5 %"],
    [["slow", "errors-5", "errors-10"], "Roll back, or clear what fired: Errors > 10 %"],
  ])("%j fired", (keys, title) => {
    expect(titled({ triggers: keys.map((key) => fired(key)) })).toBe(title);
  });

  it("a trigger that gave time calls for rollback once that is over", () => {
    expect(titled({ triggers: [fired("errors-5")] }, at(31))).toBe("Roll back, or clear what fired: Errors > 5 %");
  });

  it("a check that failed is looked into until it is done again", () => {
    const turn = (number: number, outcome: "done" | "failed" | "skipped") => {
      return { itemKey: "errors", number, outcome, note: "doubled", measured: null, byId: "ana", at: noon, version: 1 };
    };
    const failed = "Look into a failed check: errors";
    expect(titled({ occurrences: [turn(1, "done")] })).toBe("tell");
    expect(titled({ occurrences: [turn(1, "failed")] })).toBe(failed);
    expect(titled({ occurrences: [turn(1, "failed"), turn(2, "skipped")] })).toBe(failed);
    expect(titled({ occurrences: [turn(1, "failed"), turn(2, "done")] })).toBe("tell");
  });
});
