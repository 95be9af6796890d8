import { describe, expect, it } from "vitest";
import type { ItemRow } from "./run";
import { runView } from "./run-view";
import { runViewSchema } from "./run-view-schema";
import {
  allPassed,
  documentOf,
  evidence,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf,
  signoff,
  snapshotOf,
  waiver,
} from "./sample-run";

const document = documentOf(
  phase("prepare", [
    { kind: "note", markdown: "Read **this** first." },
    {
      kind: "section",
      key: "data",
      title: "2. *Data*",
      severity: "critical",
      content: [
        item("backup", {
          title: "Back up `db`",
          checked: true,
          evidence: "required",
          content: [
            { kind: "code", use: "command", language: "bash", text: "pg_dump", lines: [3, 5] },
            {
              kind: "section",
              key: "inner",
              title: "inner",
              content: [item("dump"), item("copy", { optional: true })],
            },
          ],
        }),
      ],
    },
    item("docs", { needs: ["data"], estimate: 20 }),
  ]),
  gate("deploy", { required: 80, signoffs: [signoff("QA")] }),
);

const snapshot = snapshotOf(document, {
  items: rowsOf(
    row("dump", { state: "passed", version: 3, assigneeId: "ana", changedById: "bob", changedAt: noon }),
    row("docs", {
      state: "failed",
      reason: "stale",
      version: 2,
      blocked: { reason: "wiki down", byId: "gone", since: noon },
    }),
  ),
  evidence: [evidence("dump"), evidence("dump", { id: "old", redactedAt: noon })],
  waivers: [waiver("docs", { grantedFor: { state: "failed", blocked: true, revision: 0 } })],
  roster: [{ role: "QA", personId: "cleo", deputy: true }],
});

describe("the run as a tree", () => {
  const view = runView(snapshot, noon);
  const [prepare] = view.phases;
  const [backup] = prepare?.sections[0]?.items ?? [];

  it("is what the schema says, with nothing besides", () => {
    expect(runViewSchema.parse(view)).toEqual(view);
    expect(Object.keys(view)).toEqual(
      expect.arrayContaining([
        "id",
        "name",
        "environment",
        "targetAt",
        "artefact",
        "seq",
        "lead",
        "roster",
        "people",
        "verdict",
        "score",
        "gates",
        "phases",
      ]),
    );
  });

  it("shows verdict, score and gates", () => {
    expect(view).toMatchObject({
      verdict: "no_go",
      score: 100,
      gates: [{ key: "deploy", status: "pending", required: 80, verdict: "no_go", score: 100 }],
      roster: [{ role: "QA", person: { id: "cleo", name: "Cleo" }, deputy: true }],
    });
  });

  it("nests sections and sub-items, and counts what applies", () => {
    expect(prepare).toMatchObject({
      key: "prepare",
      stage: "before",
      progress: { satisfied: 2, total: 2 },
      notes: ["Read **this** first."],
    });
    expect(prepare?.sections[0]).toMatchObject({ key: "data", progress: { satisfied: 1, total: 1 } });
    expect(backup).toMatchObject({
      title: "Back up db",
      derived: true,
      state: "passed",
      version: 3,
      severity: "critical",
      checkedInSource: true,
      commands: [{ use: "command", language: "bash", text: "pg_dump" }],
    });
    expect(backup?.items.map(({ key }) => key)).toEqual(["dump", "copy"]);
  });

  it("shows a leaf with who, why and what is missing", () => {
    expect(backup?.items[0]).toMatchObject({
      assignee: { id: "ana", name: "Ana" },
      changedBy: { id: "bob" },
      evidence: 1,
      evidenceRequired: true,
      version: 3,
    });
    expect(prepare?.items[0]).toMatchObject({
      key: "docs",
      state: "failed",
      reason: "stale",
      blocked: { reason: "wiki down", by: { id: "gone", name: "Someone who left" } },
      needs: ["data"],
      estimateMinutes: 20,
      waiver: { kind: "waiver", reason: "accepted" },
      satisfied: true,
    });
  });
});

describe("a parent", () => {
  const nested = documentOf(
    phase("p", [item("parent", { content: [item("a"), item("b"), item("o", { optional: true })] })]),
    gate("g"),
  );
  const stateOf = (...rows: ItemRow[]) => {
    const view = runView(snapshotOf(nested, { items: rowsOf(...rows) }), noon);
    const parent = view.phases[0]?.items[0];
    return [parent?.state, parent?.version];
  };
  const a = (state: ItemRow["state"], version = 2) => row("a", { state, version });
  const b = (state: ItemRow["state"], version = 2) => row("b", { state, version });

  it.each([
    ["untouched", [], ["open", 1]],
    ["one passed", [a("passed")], ["in_progress", 2]],
    ["both passed, the optional one open", [a("passed"), b("passed", 5)], ["passed", 6]],
    ["one failed", [a("passed"), b("failed")], ["failed", 3]],
    ["one warned", [a("passed"), b("warned")], ["warned", 3]],
    ["one not applicable", [a("passed"), b("not_applicable")], ["passed", 3]],
    ["all not applicable", [a("not_applicable"), b("not_applicable")], ["not_applicable", 3]],
    ["only the optional one passed", [row("o", { state: "passed", version: 2 })], ["open", 2]],
  ] as const)("%s", (_, rows, expected) => {
    expect(stateOf(...rows)).toEqual(expected);
  });

  it("is satisfied with its leaves", () => {
    const view = runView(snapshotOf(nested, { items: allPassed(nested) }), noon);
    expect(view.phases[0]?.items[0]).toMatchObject({ satisfied: true, taken: true });
  });
});
