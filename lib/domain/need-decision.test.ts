import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NeedChange, refuseNeed, statedBy } from "./need-decision";
import { breakCycles, findCycle } from "./needs-graph";
import type { NeedRow } from "./run";
import { withNeeds } from "./run-needs";
import { documentOf, gate, item, phase } from "./sample-run";
import { indexDocument } from "./template-tree";

const document = documentOf(
  phase("prepare", [
    item("backup"),
    item("restore", { needs: ["backup"] }),
    {
      kind: "section",
      key: "checks",
      title: "Checks",
      content: [item("schema"), item("rows", { needs: ["restore"] })],
    },
  ]),
  gate("ready"),
  phase("roll-out", [item("deploy")], { needs: ["checks"] }),
  gate("deployed"),
);
const index = indexDocument(document);
const row = (key: string, need: string, needed = true): Pick<NeedRow, "key" | "need" | "needed"> => ({
  key,
  need,
  needed,
});
const needsOf = (rows: ReturnType<typeof row>[], key: string) => {
  const read = indexDocument(withNeeds(document, rows));
  return (read.leafByKey.get(key)?.needs ?? []).toSorted().map((order) => read.leaves[order]?.key);
};
const refusal = (change: NeedChange, rows: ReturnType<typeof row>[] = []) => {
  const found = refuseNeed(indexDocument(withNeeds(document, rows)), change);
  return typeof found === "object" ? (found?.code ?? null) : found;
};

describe("needs of a run", () => {
  it.each<[string, ReturnType<typeof row>[], string, string[]]>([
    ["an item's", [row("schema", "backup")], "schema", ["backup"]],
    ["a section's, for every item below", [row("checks", "backup")], "schema", ["backup"]],
    ["a section's, beside what an item states itself", [row("checks", "backup")], "rows", ["backup", "restore"]],
    ["a phase's", [row("roll-out", "backup")], "deploy", ["backup", "schema", "rows"]],
    ["a gate's coverage", [row("deploy", "ready")], "deploy", ["backup", "restore", "schema", "rows"]],
    ["less what was taken away", [row("restore", "backup", false)], "restore", []],
    ["less what was taken from the phase", [row("roll-out", "checks", false)], "deploy", []],
    ["at an item, what its phase states goes on", [row("deploy", "backup")], "deploy", ["backup", "schema", "rows"]],
    ["a key the checklist doesn't have any more", [row("gone", "backup"), row("schema", "gone")], "schema", []],
  ])("are %s", (_, rows, key, expected) => {
    expect(needsOf(rows, key)).toEqual(expected);
  });

  it("give the same document for the same rows, and its own without any", () => {
    expect(withNeeds(document, [])).toBe(document);
    expect(withNeeds(document, [row("schema", "backup")])).toBe(withNeeds(document, [row("schema", "backup")]));
  });
});

describe("a change of needs", () => {
  it.each<[string, NeedChange, string | null]>([
    ["adds one", { key: "schema", need: "backup", needed: true }, null],
    ["adds a section to an item", { key: "deploy", need: "prepare", needed: true }, null],
    ["has nothing to add", { key: "restore", need: "backup", needed: true }, "already"],
    ["has nothing to take away", { key: "schema", need: "backup", needed: false }, "already"],
    ["takes one away with the reason", { key: "restore", need: "backup", needed: false, reason: "copied" }, null],
    ["asks why one is taken away", { key: "restore", need: "backup", needed: false, reason: " " }, "reason_required"],
    ["takes away what the phase says", { key: "deploy", need: "checks", needed: false, reason: "no" }, null],
    ["knows only what there is", { key: "schema", need: "nothing", needed: true }, "invalid_input"],
    ["refuses itself", { key: "schema", need: "schema", needed: true }, "invalid_input"],
    ["refuses the section it stands in", { key: "schema", need: "checks", needed: true }, "invalid_input"],
    ["refuses what stands in it", { key: "checks", need: "schema", needed: true }, "invalid_input"],
    ["refuses a circle", { key: "backup", need: "rows", needed: true }, "needs_cycle"],
    ["refuses a circle through a section", { key: "backup", need: "checks", needed: true }, "needs_cycle"],
    ["refuses a circle through a gate", { key: "schema", need: "deployed", needed: true }, "needs_cycle"],
  ])("%s", (_, change, expected) => {
    expect(refusal(change)).toBe(expected);
  });

  it("shows the circle by titles", () => {
    const found = refuseNeed(index, { key: "backup", need: "rows", needed: true });
    expect(found).toMatchObject({
      message: "That would go in a circle: backup needs rows needs restore needs backup.",
      problems: [{ path: "backup" }, { path: "rows" }, { path: "restore" }],
    });
  });

  it("finds what is stated at any node", () => {
    expect(["backup", "restore", "rows", "deploy", "roll-out", "checks"].map((key) => statedBy(index, key))).toEqual([
      [],
      ["backup"],
      ["restore"],
      ["checks"],
      ["checks"],
      [],
    ]);
  });

  it("never lets a circle in, and refuses only circles", () => {
    const keys = fc.constantFrom("a", "b", "c", "d", "e");
    const flat = documentOf(
      phase(
        "p",
        ["a", "b", "c", "d", "e"].map((key) => item(key)),
      ),
      gate("g"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, keys), { maxLength: 20 }), (asked) => {
        const rows: ReturnType<typeof row>[] = [];
        for (const [key, need] of asked) {
          const now = indexDocument(withNeeds(flat, rows));
          const found = refuseNeed(now, { key, need, needed: true });
          const edges = now.leaves.map((leaf) => [...leaf.needs]);
          const [from, to] = [now.leafByKey.get(key)?.order ?? 0, now.leafByKey.get(need)?.order ?? 0];
          edges[from]?.push(to);
          const circles = key === need || findCycle(edges) !== null;
          if (found !== "already") expect(found === null).toBe(!circles);
          if (found === null) rows.push(row(key, need));
        }
        const read = indexDocument(withNeeds(flat, rows));
        const stated = read.leaves.map((leaf) => leaf.stated.map((need) => read.leafByKey.get(need)?.order ?? 0));
        expect(breakCycles(stated)).toEqual(stated);
      }),
    );
  });
});
