import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentOf, gate, item, phase, signoff } from "./sample-run";
import type { Section } from "./template";
import {
  childItems,
  coverageOf,
  findNode,
  gatesOf,
  indexDocument,
  leavesBelow,
  leavesOf,
  signoffsOf,
} from "./template-tree";

function section(key: string, content: Section["content"], more: Partial<Section> = {}): Section {
  return { ...more, kind: "section", key, title: key, content };
}

const keys = (leaves: readonly { key: string }[]) => leaves.map(({ key }) => key);

describe("leaves", () => {
  const document = documentOf(
    phase(
      "Prepare",
      [
        item("one"),
        section(
          "Data",
          [item("parent", { severity: "high", content: [item("sub"), item("own", { severity: "low" })] })],
          {
            severity: "critical",
            owner: "@dba",
            evidence: "required",
            due: "T-24h",
          },
        ),
      ],
      { owner: "Ops", stage: "during" },
    ),
    phase("Rollback", [item("back", { optional: true })], { stage: "contingency" }),
  );

  it("stand in document order, parents not among them", () => {
    expect(keys(leavesOf(document))).toEqual(["one", "sub", "own", "back"]);
  });

  it.each([
    [
      "one",
      { severity: "medium", owner: "Ops", stage: "during", evidenceRequired: false, path: ["Prepare"], parent: null },
    ],
    [
      "sub",
      {
        severity: "high",
        owner: "@dba",
        ownerRole: "dba",
        evidenceRequired: true,
        due: "T-24h",
        path: ["Prepare", "Data"],
        parent: "parent",
      },
    ],
    ["own", { severity: "low", stage: "during", optional: false }],
    ["back", { severity: "medium", stage: "contingency", optional: true, owner: null }],
  ])("%s takes its nearest ancestor's attributes", (key, expected) => {
    expect(indexDocument(document).leafByKey.get(key)).toMatchObject(expected);
  });

  it("are found below any node", () => {
    const index = indexDocument(document);
    expect(keys(leavesBelow(index, "Prepare"))).toEqual(["one", "sub", "own"]);
    expect(keys(leavesBelow(index, "parent"))).toEqual(["sub", "own"]);
    expect(keys(leavesBelow(index, "sub"))).toEqual(["sub"]);
    expect(leavesBelow(index, "unknown")).toEqual([]);
    const parent = findNode(index, "parent");
    expect(parent && keys(childItems(parent))).toEqual(["sub", "own"]);
  });

  it("are indexed once per document", () => {
    expect(indexDocument(document)).toBe(indexDocument(document));
  });
});

describe("estimates", () => {
  it.each([
    ["shared out, the remainder to the first", 10, [undefined, undefined, undefined], [4, 3, 3]],
    ["less what is stated below", 60, [20, undefined, undefined], [20, 20, 20]],
    ["nothing known when the parts exceed the whole", 30, [40, undefined], [40, null]],
    ["fewer minutes than leaves", 2, [undefined, undefined, undefined], [2, 0, 0]],
    ["none stated", undefined, [undefined, 5], [null, 5]],
  ])("%s", (_, whole, parts, expected) => {
    const items = parts.map((estimate, n) => item(`i${n}`, { estimate }));
    expect(leavesOf(documentOf(phase("p", items, { estimate: whole }))).map((leaf) => leaf.estimate)).toEqual(expected);
  });

  it("keep their sum, whatever the nesting", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (minutes, leaves, sections) => {
          const parts = Array.from({ length: sections }, (_, s) =>
            section(
              `s${s}`,
              Array.from({ length: leaves }, (__, n) => item(`i${s}-${n}`)),
            ),
          );
          const document = documentOf(phase("p", parts, { estimate: minutes }));
          expect(leavesOf(document).reduce((sum, leaf) => sum + (leaf.estimate ?? 0), 0)).toBe(minutes);
        },
      ),
    );
  });

  it("of a parent is the sum of its leaves", () => {
    const document = documentOf(
      phase("p", [item("parent", { estimate: 30, content: [item("a"), item("b", { estimate: 20 })] })]),
    );
    expect(indexDocument(document).items.get("parent")?.estimate).toBe(30);
  });
});

describe("gates", () => {
  const document = documentOf(
    phase("a", [item("a1"), gate("inner", { signoffs: [signoff("QA")] }), item("a2")]),
    phase("undo", [item("u1")], { stage: "contingency" }),
    phase("b", [item("b1"), item("daily", { recurs: { everyMinutes: 1440, text: "daily" }, content: [item("d1")] })]),
    gate("outer"),
    phase("c", [item("c1")]),
    gate("named", { covers: ["undo", "a1", "daily"] }),
    phase("d", [item("d2")]),
  );

  it.each([
    ["inner", ["a1"]],
    ["outer", ["a2", "b1"]],
    ["named", ["a1", "u1"]],
    ["unknown", []],
  ])("%s covers what it says, else what stands since the gate before", (key, expected) => {
    expect(keys(coverageOf(document, key))).toEqual(expected);
  });

  it("stand in document order with their sign-offs", () => {
    expect(keys(gatesOf(document))).toEqual(["inner", "outer", "named"]);
    expect(signoffsOf(document).map((entry) => [entry.signoff.key, entry.gate.key])).toEqual([["QA", "inner"]]);
  });

  it("are at least one: a document without gets one at its end", () => {
    const bare = documentOf(phase("a", [item("a1")]), phase("undo", [item("u1")], { stage: "contingency" }));
    const [only, ...others] = gatesOf(bare);
    expect(others).toEqual([]);
    expect(keys(coverageOf(bare, only?.key ?? ""))).toEqual(["a1"]);
  });
});

describe("needs", () => {
  it("resolve to the leaves of what they name, inherited, without themselves", () => {
    const document = documentOf(
      phase("setup", [item("s1"), item("s2")]),
      phase("work", [item("w1"), item("w2", { needs: ["w1", "missing"] })], { needs: ["setup", "work"] }),
    );
    const needs = leavesOf(document).map((leaf) => leaf.needs.map((order) => leavesOf(document)[order]?.key));
    expect(needs).toEqual([[], [], ["s1", "s2", "w2"], []]);
  });

  it("never hold a cycle, and keep every edge of a graph without one", () => {
    const edges = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 40 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const items = Array.from({ length: 12 }, (_, n) =>
          item(`i${n}`, { needs: pairs.filter(([from]) => from === n).map(([, to]) => `i${to}`) }),
        );
        const index = indexDocument(documentOf(phase("p", items)));
        expect(index.needsOrder).toHaveLength(12);
        const at = new Map(index.needsOrder.map((order, n) => [order, n]));
        for (const leaf of index.leaves) {
          for (const need of leaf.needs) expect(at.get(need)).toBeLessThan(at.get(leaf.order) ?? -1);
        }
        if (pairs.every(([from, to]) => to < from)) {
          const distinct = new Set(pairs.map((pair) => pair.join()));
          expect(index.leaves.reduce((sum, leaf) => sum + leaf.needs.length, 0)).toBe(distinct.size);
        }
      }),
    );
  });

  it("break a chain of ten thousand without running out of stack", () => {
    const items = Array.from({ length: 10_000 }, (_, n) => item(`i${n}`, { needs: [`i${(n + 1) % 10_000}`] }));
    expect(indexDocument(documentOf(phase("p", items))).needsOrder).toHaveLength(10_000);
  });
});
