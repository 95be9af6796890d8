import { describe, expect, it } from "vitest";
import {
  type ChangeFacts,
  decideItemChange,
  derivedState,
  type ItemChange,
  isMaterial,
  untouchedRow,
} from "./item-transition";
import { refuse } from "./refusal";
import type { ItemRow } from "./run";

const now = "2026-03-02T09:00:00.000Z";
const ana: ChangeFacts = { personId: "ana", lead: false, severity: "medium", excused: false, waived: false, now };
const lead: ChangeFacts = { ...ana, personId: "tom", lead: true };

function row(over: Partial<ItemRow> = {}): ItemRow {
  return { ...untouchedRow("restore-tried"), ...over };
}

describe("decideItemChange", () => {
  it("passes an open item and moves its version, not its revision", () => {
    const decision = decideItemChange(row(), { state: "passed" }, 1, ana);
    expect(decision).toMatchObject({
      kind: "changed",
      action: "item.passed",
      row: { state: "passed", version: 2, revision: 0, changedById: "ana", changedAt: now },
      change: { state: { from: "open", to: "passed" } },
    });
  });

  it("rewords behind a barrier no mitigation that was decided on, but what only explains", () => {
    const barrier = refuse("gate_decided", "GO is recorded.");
    const reword = (state: ItemRow["state"]) =>
      decideItemChange({ ...untouchedRow("a"), state, reason: "seen" }, { reason: "nobody watches" }, 1, {
        ...lead,
        barrier,
      });
    expect(reword("warned")).toBe(barrier);
    expect(reword("not_applicable")).toBe(barrier);
    expect(reword("failed")).toMatchObject({ kind: "changed" });
    expect(reword("passed")).toMatchObject({ kind: "changed" });
  });

  it.each(["warned", "failed", "not_applicable"] as const)("asks for a reason before %s", (state) => {
    expect(decideItemChange(row(), { state }, 1, ana)).toMatchObject({ code: "reason_required" });
    expect(decideItemChange(row(), { state, reason: "  " }, 1, ana)).toMatchObject({ code: "reason_required" });
    expect(decideItemChange(row(), { state, reason: "known, ticket 12" }, 1, ana)).toMatchObject({ kind: "changed" });
  });

  it.each([
    ["critical", false, "waiver_required"],
    ["high", false, "waiver_required"],
    ["critical", true, undefined],
    ["medium", false, undefined],
    ["low", false, undefined],
  ] as const)("not applicable on %s with grant %s gives %s", (severity, excused, code) => {
    const decision = decideItemChange(row(), { state: "not_applicable", reason: "no cache here" }, 1, {
      ...ana,
      severity,
      excused,
    });
    expect("code" in decision ? decision.code : undefined).toBe(code);
  });

  it("ticks no box of what comes back; that it doesn't apply or failed can be said", () => {
    const facts = { ...ana, lead: true, comesBack: true };
    for (const state of ["in_progress", "passed", "warned"] as const)
      expect(decideItemChange(row(), { state, reason: "done" }, 1, facts)).toMatchObject({ code: "comes_back" });
    for (const state of ["failed", "not_applicable"] as const)
      expect(decideItemChange(row(), { state, reason: "no cache" }, 1, facts)).toMatchObject({ kind: "changed" });
    const ticked = row({ state: "passed", changedById: "ana" });
    expect(decideItemChange(ticked, { state: "open" }, 1, facts)).toMatchObject({ kind: "changed" });
  });

  it("accepts a stale tick with the same target and shows one with another", () => {
    const passed = row({ state: "passed", version: 4, changedById: "bob" });
    expect(decideItemChange(passed, { state: "passed" }, 3, ana)).toEqual({ kind: "concurring" });
    expect(decideItemChange(passed, { state: "failed", reason: "no" }, 3, ana)).toMatchObject({
      code: "conflict",
      current: passed,
    });
  });

  it("never lets an older tick clear a newer failure or block", () => {
    const failed = row({ state: "failed", reason: "disk full", version: 5 });
    const blocked = row({ blocked: { reason: "vendor", byId: "bob", since: now }, version: 5 });
    expect(decideItemChange(failed, { state: "passed" }, 4, ana)).toMatchObject({ code: "conflict" });
    expect(decideItemChange(blocked, { state: "passed" }, 4, ana)).toMatchObject({ code: "conflict" });
  });

  it.each([
    ["what is blocked", row({ blocked: { reason: "vendor", byId: "bob", since: now } }), []],
    ["what waits", row(), ["Backup taken"]],
  ])("passes %s on the lead's word alone, with the reason", (_, waiting, waitsFor) => {
    const facts = { ...ana, waitsFor };
    expect(decideItemChange(waiting, { state: "passed", reason: "done by hand" }, 1, facts)).toMatchObject({
      code: "item_waits",
    });
    expect(decideItemChange(waiting, { state: "warned", reason: "late" }, 1, facts)).toMatchObject({
      code: "item_waits",
    });
    const asLead = { ...lead, waitsFor };
    expect(decideItemChange(waiting, { state: "passed" }, 1, asLead)).toMatchObject({ code: "reason_required" });
    expect(decideItemChange(waiting, { state: "passed", reason: "done by hand" }, 1, asLead)).toMatchObject({
      kind: "changed",
      row: { state: "passed", blocked: null, reason: "done by hand" },
      text: "done by hand",
    });
    expect(decideItemChange(waiting, { state: "in_progress" }, 1, facts)).toMatchObject({ kind: "changed" });
    expect(decideItemChange(waiting, { state: "failed", reason: "broke" }, 1, facts)).toMatchObject({
      kind: "changed",
    });
  });

  it("passes what was measured and misses with a reason alone, which stays in the history", () => {
    const facts = { ...ana, missed: ["6 % was measured, expected is error rate < 1 %"] };
    const refused = decideItemChange(row(), { state: "passed" }, 1, facts);
    expect(refused).toMatchObject({ code: "reason_required", message: expect.stringContaining("6 % was measured") });
    expect(decideItemChange(row(), { state: "passed", reason: "the probe counts retries" }, 1, facts)).toMatchObject({
      kind: "changed",
      change: { measured: { from: "missed", to: "skipped" } },
      text: "the probe counts retries",
    });
    expect(decideItemChange(row(), { state: "passed" }, 1, { ...lead, byCheck: true })).toMatchObject({
      kind: "changed",
    });
    expect(decideItemChange(row(), { state: "failed", reason: "6 %" }, 1, facts)).toMatchObject({ kind: "changed" });
  });

  it("keeps somebody else's completed item from being moved back, except by the lead or for the worse", () => {
    const passed = row({ state: "passed", changedById: "bob", version: 2 });
    expect(decideItemChange(passed, { state: "open" }, 2, ana)).toMatchObject({ code: "forbidden" });
    expect(decideItemChange(passed, { state: "open" }, 2, lead)).toMatchObject({ kind: "changed" });
    expect(decideItemChange(passed, { state: "failed", reason: "broke" }, 2, ana)).toMatchObject({ kind: "changed" });
    expect(decideItemChange(passed, { state: "open" }, 2, { ...ana, personId: "bob" })).toMatchObject({
      kind: "changed",
    });
  });

  it("doesn't make a passed item one's own by taking it over", () => {
    const passed = row({ state: "passed", changedById: "bob", version: 2 });
    const taken = decideItemChange(passed, { assigneeId: "ana" }, 2, ana);
    expect(taken).toMatchObject({ kind: "changed", row: { changedById: "bob", assigneeId: "ana" } });
    if (!("row" in taken)) throw new Error("not taken");
    expect(decideItemChange(taken.row, { state: "open" }, 3, ana)).toMatchObject({ code: "forbidden" });
  });

  it("moves nothing behind a barrier, except for the worse", () => {
    const behind = { ...lead, barrier: refuse("gate_decided", "GO is recorded.") };
    const passed = row({ state: "passed", version: 2 });
    expect(decideItemChange(passed, { state: "open" }, 2, behind)).toMatchObject({ code: "gate_decided" });
    expect(decideItemChange(row(), { state: "passed" }, 1, behind)).toMatchObject({ code: "gate_decided" });
    expect(decideItemChange(passed, { state: "failed", reason: "broke" }, 2, behind)).toMatchObject({
      kind: "changed",
    });
    expect(decideItemChange(passed, { blocked: { reason: "disk" } }, 2, behind)).toMatchObject({ kind: "changed" });
  });

  it.each([
    [null, "ana", ana, undefined],
    ["ana", null, ana, undefined],
    [null, "bob", ana, "forbidden"],
    ["bob", "ana", ana, "forbidden"],
    ["bob", "ana", lead, undefined],
  ] as const)("assigning from %s to %s", (from, to, facts, code) => {
    const decision = decideItemChange(row({ assigneeId: from }), { assigneeId: to }, 1, facts);
    expect("code" in decision ? decision.code : undefined).toBe(code);
  });

  it("keeps since and author of a block whose words don't change", () => {
    const blocked = row({ blocked: { reason: "vendor", byId: "bob", since: "2026-03-01T00:00:00.000Z" } });
    expect(decideItemChange(blocked, { blocked: { reason: "vendor" } }, 1, ana)).toEqual({ kind: "concurring" });
    expect(decideItemChange(blocked, { blocked: null }, 1, ana)).toMatchObject({ action: "item.unblocked" });
  });

  const since = "2026-03-01T00:00:00.000Z";
  const link = "https://tickets.example.test/1";
  it.each<[string, NonNullable<ItemChange["blocked"]>, string | null | "concurring"]>([
    ["stays while the words do", { reason: "vendor" }, "concurring"],
    ["given again", { reason: "vendor", link }, "concurring"],
    ["taken away", { reason: "vendor", link: null }, null],
    ["another one", { reason: "vendor", link: `${link}2` }, `${link}2`],
    ["isn't that of other words", { reason: "disk" }, null],
    ["goes with other words", { reason: "disk", link }, link],
  ])("the link of a block %s", (_, blocked, expected) => {
    const before = row({ blocked: { reason: "vendor", byId: "bob", since, link } });
    const decision = decideItemChange(before, { blocked }, before.version, ana);
    if (expected === "concurring") return expect(decision).toEqual({ kind: "concurring" });
    const words = blocked.link ? `${blocked.reason} ${blocked.link}` : blocked.reason;
    return expect(decision).toMatchObject({
      action: "item.blocked",
      row: { blocked: { reason: blocked.reason, byId: "ana", since, link: expected }, revision: before.revision },
      text: words,
    });
  });
});

describe("isMaterial", () => {
  it.each([
    ["open", "passed", false],
    ["open", "failed", false],
    ["failed", "passed", false],
    ["open", "in_progress", false],
    ["passed", "open", true],
    ["passed", "failed", true],
    ["passed", "warned", true],
    ["open", "warned", true],
    ["warned", "passed", true],
    ["open", "not_applicable", true],
    ["not_applicable", "open", true],
  ] as const)("%s to %s: %s", (from, to, material) => {
    expect(isMaterial({ state: from, reason: "a" }, { state: to, reason: "a" })).toBe(material);
  });

  it("notices a reworded mitigation, not a reworded failure", () => {
    expect(isMaterial({ state: "warned", reason: "a" }, { state: "warned", reason: "b" })).toBe(true);
    expect(isMaterial({ state: "failed", reason: "a" }, { state: "failed", reason: "b" })).toBe(false);
  });
});

describe("of a waived item", () => {
  const flagged = { reason: "vendor", byId: "ana", since: now };
  it.each<[string, Partial<ItemRow>, ItemChange, number]>([
    ["failing", {}, { state: "failed", reason: "disk" }, 1],
    ["failing in another way", { state: "failed", reason: "disk" }, { reason: "network" }, 0],
    ["being blocked", {}, { blocked: { reason: "vendor" } }, 1],
    ["being blocked by something else", { blocked: flagged }, { blocked: { reason: "network" } }, 1],
    ["a link to what blocks it", { blocked: flagged }, { blocked: { reason: "vendor", link: "https://t.example" } }, 0],
    ["being blocked no more", { blocked: flagged }, { blocked: null }, 0],
    ["being started", {}, { state: "in_progress" }, 0],
    ["passing", {}, { state: "passed" }, 0],
  ])("%s", (_, before, change, by) => {
    const row = { ...untouchedRow("a"), ...before };
    const revision = (waived: boolean) => {
      const decision = decideItemChange(row, change, row.version, { ...ana, lead: true, waived });
      return "row" in decision ? decision.row.revision : null;
    };
    expect([revision(true), revision(false)]).toEqual([by, 0]);
  });
});

describe("derivedState", () => {
  it.each([
    [[], "open"],
    [["open", "open"], "open"],
    [["open", "passed"], "in_progress"],
    [["passed", "passed"], "passed"],
    [["passed", "not_applicable"], "passed"],
    [["passed", "warned"], "warned"],
    [["passed", "failed"], "failed"],
    [["not_applicable", "not_applicable"], "not_applicable"],
  ] as const)("of %j is %s", (leaves, state) => {
    expect(derivedState(leaves)).toBe(state);
  });
});
