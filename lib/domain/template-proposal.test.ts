import fc from "fast-check";
import { expect, it } from "vitest";
import { documentOf, gate, item, phase } from "./sample-run";
import { templateDocumentSchema } from "./template";
import { diffTemplates } from "./template-diff";
import { improve, type Lessons, proposalsFor, roundMinutes } from "./template-proposal";
import { indexDocument } from "./template-tree";

const document = documentOf(
  phase("prepare", [
    item("backup", { estimate: 10 }),
    item("smoke", { estimate: 60 }),
    item("docs"),
    item("audit", { severity: "critical" }),
    gate("deploy"),
  ]),
  phase("roll-out", [item("five", { hold: { minutes: 5 } })], { stage: "during" }),
);

const nothing: Lessons = { took: [], setAside: [], needs: [], checks: [], actions: [] };
const all: Lessons = {
  took: [
    { item: "backup", actual: 42.2 },
    { item: "smoke", actual: 55 },
    { item: "docs", actual: 7.5 },
    { item: "five", actual: 90 },
  ],
  setAside: [
    { item: "audit", runs: 3, times: 3 },
    { item: "docs", runs: 3, times: 2 },
    { item: "smoke", runs: 1, times: 1 },
  ],
  needs: [
    { key: "smoke", need: "backup", needed: true, reason: "it reads the copy" },
    { key: "smoke", need: "gone", needed: true, reason: null },
  ],
  checks: [{ name: "db-copy", item: "backup" }],
  actions: [
    { id: "n1", text: "Measure the restore" },
    { id: "n2", text: "Backup" },
  ],
};

it("proposes what was far off, is always set aside, was added, or belongs in the template", () => {
  expect(proposalsFor(document, nothing)).toEqual([]);
  expect(proposalsFor(document, all)).toMatchObject([
    { what: "estimate", key: "backup", before: 10, minutes: 45 },
    { what: "estimate", key: "docs", before: null, minutes: 8 },
    { what: "optional", key: "audit", severity: "critical", times: 3 },
    { what: "item", key: "prepare", text: "Measure the restore" },
    { what: "need", key: "smoke", need: "backup", needed: true },
    { what: "check", key: "backup", name: "db-copy" },
  ]);
});

it("makes what was taken and nothing else, and has nothing left to propose of it then", () => {
  const proposals = proposalsFor(document, all);
  const made = improve(
    document,
    proposals.map((proposal) => ({ proposal })),
  );
  expect(templateDocumentSchema.safeParse(made).success).toBe(true);
  expect(proposalsFor(made, all)).toEqual([]);
  const diff = diffTemplates(document, made);
  expect([diff.added, diff.removed, diff.changed, diff.moved]).toEqual([1, 0, 4, 0]);
  expect(indexDocument(made).leaves.map(({ key }) => key)).toEqual([
    "backup",
    "smoke",
    "docs",
    "audit",
    "measure-the-restore",
    "five",
  ]);
  // Still before the gate, which covers it.
  expect(indexDocument(made).gateByKey.get("deploy")?.coverage).toHaveLength(5);
});

it("proposes no estimate from what was clicked through", () => {
  const estimatesOf = (actual: number) =>
    proposalsFor(document, { ...nothing, took: ["backup", "docs"].map((key) => ({ item: key, actual })) });
  expect(estimatesOf(0.05)).toEqual([]);
  expect(estimatesOf(0.99)).toEqual([]);
  expect(estimatesOf(1)).toMatchObject([{ key: "backup", minutes: 1 }, { key: "docs" }]);
});

it("leaves the others of a part what they were shared when the estimate of one is taken", () => {
  const part = documentOf(phase("p", [item("a"), item("b"), item("c"), item("d")], { estimate: 60 }));
  const took = [
    { item: "a", actual: 50 },
    { item: "c", actual: 5 },
  ];
  const proposals = proposalsFor(part, { ...nothing, took });
  const made = improve(
    part,
    proposals.map((proposal) => ({ proposal })),
  );
  expect(indexDocument(made).leaves.map(({ estimate }) => estimate)).toEqual([50, 15, 5, 15]);
});

it("puts a new item into the part that was chosen, and nowhere else", () => {
  const proposal = proposalsFor(document, all).find(({ what }) => what === "item");
  if (!proposal) throw new Error("nothing to place");
  const [, rollOut] = improve(document, [{ proposal, into: "roll-out" }]).phases;
  expect(rollOut).toMatchObject({ content: [{ key: "five" }, { title: "Measure the restore" }] });
  for (const into of ["gone", "backup", "deploy"]) expect(improve(document, [{ proposal, into }])).toBe(document);
});

it("lifts a need that the run lifted", () => {
  const needing = documentOf(phase("prepare", [item("a"), item("b", { needs: ["a"] })]));
  const needs = [{ key: "b", need: "a", needed: false, reason: null }];
  const [proposal] = proposalsFor(needing, { ...nothing, needs });
  if (!proposal) throw new Error("nothing proposed");
  expect(indexDocument(improve(needing, [{ proposal }])).leafByKey.get("b")?.needs).toEqual([]);
});

it("rounds up to what people say, and never below what was measured", () => {
  expect([0.2, 1.1, 9.5, 11, 42.2, 61, 130].map(roundMinutes)).toEqual([1, 2, 10, 15, 45, 75, 135]);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 10_000, noNaN: true }), (minutes) => {
      const rounded = roundMinutes(minutes);
      expect(rounded >= minutes && rounded <= minutes * 1.5 + 1).toBe(true);
      expect(roundMinutes(rounded)).toBe(rounded);
    }),
  );
});
