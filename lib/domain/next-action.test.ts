import { expect, it } from "vitest";
import { assess } from "./readiness";
import { allPassed, documentOf, gate, item, noon, phase, row, rowsOf, snapshotOf } from "./sample-run";
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
