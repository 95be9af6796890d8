import { describe, expect, test } from "vitest";
import { at, documentOf, gate, item, noon, phase, row, rowsOf, snapshotOf } from "@/lib/domain/sample-run";
import { overlay, rowsMoved, versionOf } from "./run-overlay";
import type { Change, ItemPatch } from "./run-types";

const document = documentOf(
  phase("before", [item("parent", { content: [item("one"), item("two"), item("three")] }), item("alone")]),
  gate("deploy"),
);
const base = snapshotOf(document, {
  items: rowsOf(row("one", { state: "passed", version: 4 }), row("two", { state: "failed", version: 2 }), row("three")),
});

function change(key: string, patch: ItemPatch): Change {
  return {
    id: `change-${key}`,
    key,
    patch,
    before: rowsMoved(base, key, patch),
    touches: [key],
    version: 1,
    follows: false,
    at: at(1),
    status: "saving",
    undoes: false,
  };
}

describe("rowsMoved", () => {
  test("a leaf moves itself, whatever its state", () => {
    expect(rowsMoved(base, "one", { state: "open" }).map(({ key }) => key)).toEqual(["one"]);
  });

  test("a parent moves only the leaves that are still open: a failed one is never cleared by it", () => {
    expect(rowsMoved(base, "parent", { state: "passed" }).map(({ key }) => key)).toEqual(["three"]);
  });

  test.each(["in_progress", "passed", "warned"] as const)("a parent set to %s leaves out what comes back", (state) => {
    const content = [item("once"), item("hourly", { recurs: { everyMinutes: 60, text: "Every hour" } })];
    const watched = snapshotOf(documentOf(phase("after", [item("watch", { content })], { stage: "after" })));
    expect(rowsMoved(watched, "watch", { state, reason: "said" }).map(({ key }) => key)).toEqual(["once"]);
  });

  test("assigning a parent assigns every leaf below", () => {
    const moved = rowsMoved(base, "parent", { assignee: "ana@example.test" });
    expect(moved.map(({ key }) => key)).toEqual(["one", "two", "three"]);
  });
});

describe("versionOf", () => {
  test("a leaf's is its row's; a parent's moves with each leaf below", () => {
    expect(versionOf(base, "one")).toBe(4);
    expect(versionOf(base, "parent")).toBe(5);
    expect(versionOf(base, "alone")).toBe(1);
  });
});

describe("overlay", () => {
  test("without changes it is the very same snapshot", () => {
    expect(overlay(base, [], "ana")).toBe(base);
  });

  test("shows the change and keeps the server's version, which is what the next write must name", () => {
    const shown = overlay(base, [change("alone", { state: "passed" })], "ana");
    expect(shown.items.alone).toMatchObject({ state: "passed", changedById: "ana", changedAt: at(1), version: 1 });
    expect(base.items.alone).toBeUndefined();
  });

  test("lays the same change as the same object, so that rows are not drawn again", () => {
    const changes = [change("one", { state: "failed", reason: "no" })];
    expect(overlay(base, changes, "ana").items.one).toBe(overlay(base, changes, "ana").items.one);
  });

  test("names an assignee by address and forgets them with null", () => {
    expect(overlay(base, [change("alone", { assignee: "bob@example.test" })], "ana").items.alone?.assigneeId).toBe(
      "bob",
    );
    const assigned = snapshotOf(document, { items: rowsOf(row("alone", { assigneeId: "bob" })) });
    expect(overlay(assigned, [change("alone", { assignee: null })], "ana").items.alone?.assigneeId).toBeNull();
  });

  test("passing an item takes its blocked flag along, as the server does", () => {
    const flagged = snapshotOf(document, {
      items: rowsOf(row("alone", { blocked: { reason: "no access", byId: "bob", since: noon } })),
    });
    expect(
      overlay(flagged, [change("alone", { state: "passed", reason: "let in" })], "ana").items.alone?.blocked,
    ).toBeNull();
  });

  test("two changes of one item stack in order", () => {
    const stacked = [
      change("alone", { state: "passed" }),
      { ...change("alone", { blocked: { reason: "x" } }), id: "2" },
    ];
    expect(overlay(base, stacked, "ana").items.alone).toMatchObject({ state: "passed", blocked: { reason: "x" } });
  });
});

describe("a step whose turn hasn't come", () => {
  const steps = documentOf(
    phase("before", [item("backup")]),
    gate("deploy"),
    phase("roll-out", [item("five", { hold: { minutes: 5, traffic: 5 } }), item("all")], { stage: "during" }),
  );
  const go = { key: "deploy", status: "go" as const, decidedById: "lead", decidedAt: noon, reason: null, frozen: null };
  const started = (minutes: number) =>
    snapshotOf(steps, {
      gates: [go],
      items: rowsOf(row("five", { state: "in_progress", changedAt: at(-minutes), version: 2 })),
    });
  const shown = (snapshot: ReturnType<typeof started>, ...changes: Change[]) => overlay(snapshot, changes, "ana").items;
  const by = (key: string, patch: ItemPatch, minutes = 0): Change => ({ ...change(key, patch), at: at(minutes) });

  test("never looks done: a hold that runs, or one that was not started", () => {
    expect(shown(started(4), by("five", { state: "passed" })).five?.state).toBe("in_progress");
    expect(shown(snapshotOf(steps, { gates: [go] }), by("five", { state: "passed" })).five?.state).toBe("open");
    expect(shown(started(4), by("all", { state: "in_progress" })).all?.state).toBe("open");
  });

  test("is done once it was held, and for the lead who says why it can't wait", () => {
    expect(shown(started(5), by("five", { state: "passed" })).five?.state).toBe("passed");
    expect(shown(started(1), by("five", { state: "passed", reason: "quiet night" })).five?.state).toBe("passed");
  });

  test("comes with our own unanswered change before it", () => {
    const items = shown(started(6), by("five", { state: "passed" }), by("all", { state: "in_progress" }));
    expect([items.five?.state, items.all?.state]).toEqual(["passed", "in_progress"]);
  });
});
