import { describe, expect, test } from "vitest";
import { changeLines } from "./history-change";

const people = { p1: { id: "p1", name: "Ana Novak", email: "ana@example.test" } };
const lines = (change: Record<string, unknown> | null) => changeLines(change, people, "UTC");

describe("changeLines", () => {
  test("says from what to what, in words", () => {
    expect(lines({ state: { from: "open", to: "not_applicable" } })).toEqual(["state: open to not applicable"]);
    expect(lines({ blocked: { from: false, to: true } })).toEqual(["blocked: no to yes"]);
  });

  test("names people by id or address, and nobody as nothing", () => {
    expect(lines({ assigneeId: { from: null, to: "p1" } })).toEqual(["assignee: nothing to Ana Novak"]);
    expect(lines({ from: [], to: ["ana@example.test", "gone@example.test"] })).toEqual([
      "from: nobody",
      "to: Ana Novak, gone@example.test",
    ]);
  });

  test("says which answers moved, as they were typed", () => {
    expect(lines({ answers: { service: "checkout", "old-version": "open" } })).toEqual([
      "service: checkout",
      "old version: open",
    ]);
    const from = { service: "checkout", database: "yes" };
    expect(lines({ answers: { from, to: { service: "checkout", region: "eu_1" } } })).toEqual([
      "database: yes to nothing",
      "region: nothing to eu_1",
    ]);
  });

  test("says which shifts of a rota are gone and which are new", () => {
    const shift = (from: string, to: string, id = "p1") => `2026-11-20T${from}:00.000Z 2026-11-20T${to}:00.000Z ${id}`;
    const shifts = {
      from: [shift("06:00", "08:00"), shift("08:00", "16:00")],
      to: [shift("06:00", "08:00"), shift("08:00", "12:30"), shift("12:30", "16:00", "gone")],
    };
    expect(lines({ shifts })).toEqual([
      "no longer: Ana Novak, 20 Nov 2026, 08:00 to 20 Nov 2026, 16:00",
      "new: Ana Novak, 20 Nov 2026, 08:00 to 20 Nov 2026, 12:30",
      "new: somebody who left, 20 Nov 2026, 12:30 to 20 Nov 2026, 16:00",
    ]);
    const many = Array.from({ length: 9 }, (_, n) => shift(`0${n}:00`, `0${n}:30`));
    expect(lines({ shifts: { from: [], to: many } })).toHaveLength(7);
    expect(lines({ shifts: { from: [], to: many } }).at(-1)).toBe("and 3 more");
  });

  test("shows times in the reader's zone", () => {
    expect(lines({ dueAt: { from: null, to: "2026-11-20T12:30:00.000Z" } })).toEqual([
      "due: nothing to 20 Nov 2026, 12:30",
    ]);
  });

  test("leaves ids and digests to machines", () => {
    expect(lines({ decision: "approve", sha256: "ab", stateRoot: "cd" })).toEqual(["decision: approve"]);
    const go = { score: 100, signatures: [{ signoff: "tech-lead", role: "Tech lead" }], leaves: [["dump", 0, "4d45"]] };
    expect(lines({ ...go, expiresAt: null })).toEqual(["score: 100", "signatures: role Tech lead"]);
    expect(lines({ delegation: "01a2152d-2db2-71ff-b0c1-3b3ac97b8cce", for: "p1" })).toEqual(["for: Ana Novak"]);
    expect(lines({ template: { id: "x", version: 2, title: "Go-live", digest: "ef" } })).toEqual([
      "template: version 2, title Go-live",
    ]);
    expect(lines(null)).toEqual([]);
  });
});
