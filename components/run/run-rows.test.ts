import { describe, expect, test } from "vitest";
import {
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf,
  snapshotOf,
  waiver,
} from "@/lib/domain/sample-run";
import { filterKeys } from "./run-filter";
import { readRows } from "./run-rows";

const document = documentOf(
  phase("before", [
    item("parent", { content: [item("one"), item("two")] }),
    item("proof", { evidence: "required", severity: "critical", owner: "Security" }),
    item("ticked", { checked: true }),
    item("late", { needs: ["proof"] }),
  ]),
  gate("deploy"),
);
const at = { now: Date.parse(noon), personId: "ana" };

function read(items: ReturnType<typeof rowsOf>, more: Parameters<typeof snapshotOf>[1] = {}) {
  const snapshot = snapshotOf(document, { items, ...more });
  return { snapshot, ...readRows(snapshot, [], at, null) };
}

describe("readRows", () => {
  test.each([
    ["open", [], "open"],
    ["one started", [row("one", { state: "in_progress" })], "in_progress"],
    ["one passed", [row("one", { state: "passed" })], "in_progress"],
    ["both passed", [row("one", { state: "passed" }), row("two", { state: "passed" })], "passed"],
    ["one warned", [row("one", { state: "warned", reason: "watched" }), row("two", { state: "passed" })], "warned"],
    ["one failed", [row("one", { state: "failed", reason: "no" }), row("two", { state: "passed" })], "failed"],
    [
      "none applies",
      [row("one", { state: "not_applicable", reason: "-" }), row("two", { state: "not_applicable", reason: "-" })],
      "not_applicable",
    ],
  ] as const)("a parent with %s", (_, rows, state) => {
    expect(read(rowsOf(...rows)).rows.get("parent")?.state).toBe(state);
  });

  test("evidence is due until there is some", () => {
    expect(read({}).rows.get("proof")?.evidenceDue).toBe(true);
    expect(read({}, { evidence: [evidence("proof")] }).rows.get("proof")).toMatchObject({
      evidenceDue: false,
      evidence: 1,
    });
  });

  test("a tick of the source counts as nothing and asks to be confirmed", () => {
    expect(read({}).rows.get("ticked")).toMatchObject({ state: "open", settled: false, toConfirm: true });
    expect(read(rowsOf(row("ticked", { state: "passed" }))).rows.get("ticked")?.toConfirm).toBe(false);
  });

  test("what it needs stands in its way until that is settled, by a waiver too", () => {
    expect(read({}).rows.get("late")?.waitsFor).toBe("proof");
    expect(read({}, { waivers: [waiver("proof")] }).rows.get("late")?.waitsFor).toBe("");
  });

  test("an unassigned item is yours while you fill its role; once assigned, its assignee's alone", () => {
    const roster = [{ role: "security", personId: "ana", deputy: false }];
    expect(read({}, { roster }).rows.get("proof")?.mine).toBe(true);
    expect(read(rowsOf(row("proof", { assigneeId: "bob" })), { roster }).rows.get("proof")?.mine).toBe(false);
  });

  test("rows nothing happened to stay the same object", () => {
    const before = read({});
    const snapshot = { ...before.snapshot, items: rowsOf(row("one", { state: "passed", version: 2 })) };
    const after = readRows(snapshot, [], at, before);
    expect(after.rows.get("two")).toBe(before.rows.get("two"));
    expect(after.rows.get("one")).not.toBe(before.rows.get("one"));
    expect(after.tallies.get("before")).toMatchObject({ total: 5, passed: 1, settled: 1 });
  });
});

describe("filterKeys", () => {
  const { snapshot, rows } = read(rowsOf(row("one", { state: "failed", reason: "no" })));
  const keys = (text: string, ...chips: Parameters<typeof filterKeys>[2]["chips"]) => {
    const found = filterKeys(snapshot, rows, { text, chips });
    return found && { hits: found.hits, shown: [...found.shown].sort() };
  };

  test("nothing asked, nothing filtered", () => {
    expect(keys("")).toBeNull();
  });

  test("a hit brings what stands above it along", () => {
    expect(keys("", "failed")).toEqual({ hits: 1, shown: ["before", "one", "parent"] });
  });

  test("every word has to be found, in title, path or role", () => {
    expect(keys("secur proof")?.shown).toEqual(["before", "proof"]);
    expect(keys("secur late")).toEqual({ hits: 0, shown: [] });
  });

  test("chips narrow each other", () => {
    expect(keys("", "critical", "evidence")?.hits).toBe(1);
    expect(keys("", "critical", "failed")?.hits).toBe(0);
  });
});
