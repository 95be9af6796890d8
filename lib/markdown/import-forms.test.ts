import { describe, expect, it, test } from "vitest";
import { nodes, outline, read } from "./sample-import";

/** `name=value` of facts, `name?` of blanks. */
function form(...lines: string[]): string[] {
  return nodes(read(...lines)).flatMap((node) =>
    node.kind === "fact" ? [`${node.name}=${node.value}`] : node.kind === "blank" ? [`${node.title}?`] : [],
  );
}

describe("a form to fill in", () => {
  it("has room where a name stands alone, in a list or a paragraph", () => {
    expect(
      form("# Change", "## Details", "- **Change**: 4711", "- **Window:**", "- Needs help:", "## Work", "- [ ] A"),
    ).toEqual(["Change=4711", "Window?", "Needs help?"]);
    expect(form("# Change", "## Details", "**Change**: 4711", "**Window**:", "", "## Work", "- [ ] A")).toEqual([
      "Change=4711",
      "Window?",
    ]);
  });

  it.each(["[имя]", "[日付]", "[nom du responsable]", "<role/name>", "YYYY-MM-DD", "[TODO]", "[who runs the evening]"])(
    "takes %s for room",
    (value) => {
      expect(form("# Change", "## Details", `- Lead: ${value}`, "- Site: Berlin", "## Work", "- [ ] A")).toEqual([
        "Lead?",
        "Site=Berlin",
      ]);
    },
  );

  it("holds several in one row", () => {
    expect(form("# Drill", "## Aims", "- Longest outage: ____ | Oldest copy: ____", "## Work", "- [ ] A")).toEqual([
      "Longest outage?",
      "Oldest copy?",
    ]);
  });

  it("is not seen in numbered entries, links or clock times", () => {
    expect(form("# Change", "## Work", "1. Stop it - owner: <role>", "2. Start it - owner: <role>", "- [ ] A")).toEqual(
      [],
    );
    const clock = read("# Change", "## Facts", "**Window**: 3 May | 08:00 - 09:00", "**Site**: Rome", "- [ ] A");
    expect(nodes(clock).flatMap((node) => (node.kind === "fact" ? [node.name] : []))).toEqual(["Window", "Site"]);
  });

  it("says nothing of a status that is only a list of what it may be", () => {
    const result = read("# Change", "**Status**: Draft / Ready / Done", "**Owner**: <role>", "", "## Work", "- [ ] A");
    expect(result.document.metadata.map(({ name, means }) => [name, means])).toEqual([
      ["Status", undefined],
      ["Owner", "blank"],
    ]);
  });

  it("gives attributes to a part that holds steps", () => {
    const [phase] = read("# Change", "## Work", "- Owner: DBA", "- Ticket:", "- Room: 12", "", "- [ ] A").document
      .phases;
    expect(phase).toMatchObject({ owner: "DBA" });
  });
});

describe("facts above the first phase", () => {
  it("are rows of a name and a value, or one that says when", () => {
    const two = read("# Change", "作成日時: 2026-05-01", "ブランチ: main", "", "## Work", "- [ ] A");
    expect(two.document.metadata.map(({ name }) => name)).toEqual(["作成日時", "ブランチ"]);
    expect(read("# Change", "Last updated: May 1", "", "## Work", "- [ ] A").document.metadata).toHaveLength(1);
    expect(read("# Change", "Remember: be calm", "", "## Work", "- [ ] A").document.metadata).toHaveLength(0);
  });

  it("may stand below a second title", () => {
    const source = [
      "# Checklist",
      "## Shop and till, the autumn deployment",
      "**Version**: 3",
      "**Owner**: QA",
      "",
      "## Work",
    ];
    const { document } = read(...source, "- [ ] A");
    expect(document.metadata.map(({ name }) => name)).toEqual(["Version", "Owner"]);
    expect(document.phases.map(({ title }) => title)).toEqual(["Work", "May we deploy?"]);
  });
});

describe("room in other shapes", () => {
  it("stands above the first phase in a list with more below an entry", () => {
    const source = ["# 演练", "- 日期：", "- 环境：测试", "- 版本：", "  - 前端：", "", "## 检查", "- [ ] 备份"];
    const { document } = read(...source);
    expect(document.metadata.map(({ name, means }) => [name, means])).toEqual([
      ["日期", "blank"],
      ["环境", "environment"],
    ]);
    expect(document.intro).toMatchObject([{ kind: "note" }]);
  });

  it("is an empty cell of a table of facts, and brackets in italics", () => {
    const source = ["# R", "", "| Field | Value |", "|---|---|", "| Site | |", "| Day | _[when it is]_ |", "", "## W"];
    const { document } = read(...source, "- [ ] A");
    expect(document.metadata.map(({ means }) => means)).toEqual(["blank", undefined]);
    expect(
      form("# R", "## F", "", "| Field | Value |", "|---|---|", "| Day | _[when it is]_ |", "", "## W", "- [ ] A"),
    ).toEqual(["Day?"]);
  });

  it("is an empty status of tasks, and of roles under a heading about signing", () => {
    const tasks = ["## Readiness", "", "| Item | Status | Link |", "|---|---|---|", "| Freeze | | |", "| Tests | | |"];
    const roles = ["## Sign-offs", "", "| Role | Owner | Status |", "|---|---|---|", "| SRE | | |", "| Security | | |"];
    const result = read("# R", ...tasks, "", ...roles);
    expect(result.counts).toMatchObject({ items: 2, signoffs: 2 });
    expect(read("# R", "## Parts", "", "| Item | Status |", "|---|---|", "| A | green |", "| B | |").counts.items).toBe(
      0,
    );
  });
});

describe("tables of things to do", () => {
  it("number their steps", () => {
    const table = [
      "| Schritt | Aktion | Erwartung |",
      "|---|---|---|",
      "| 1 | Pumpe starten | läuft |",
      "| 2 | Prüfen | grün |",
    ];
    const result = read("# Anlage", "## Ablauf", "", ...table);
    expect(nodes(result).flatMap((node) => (node.kind === "item" ? [node.title] : []))).toEqual([
      "Pumpe starten",
      "Prüfen",
    ]);
    const risks = ["| # | Risk | Plan |", "|---|---|---|", "| 1 | Fire | Run |", "| 2 | Flood | Swim |"];
    expect(read("# R", "## Open points", "", ...risks).counts.items).toBe(0);
  });

  it("name who does them", () => {
    const table = ["| # | Task | Who | Tool / Owner |", "|---|---|---|---|", "| 1 | Copy | QA lead | rsync / DBA |"];
    expect(nodes(read("# R", "## Work", "", ...table)).find(({ kind }) => kind === "item")).toMatchObject({
      owner: "QA lead",
    });
  });
});

describe("boxes of which one is to be ticked", () => {
  test.each([
    ["Select one option:", ""],
    ["_(Mark one with an X)_", ""],
    ["Bitte wählen Sie eine Variante:", ""],
    ["", "Type (choose one)"],
  ])("are a choice under %j, %j", (lead, title) => {
    const result = read("# Change", `## ${title || "Type"}`, lead, "", "- [x] **New release**", "- [ ] **Going back**");
    expect(outline(result)).toContain(`  choice ${title || "Type"}`);
    expect(result.counts).toMatchObject({ tasks: 2, items: 0, choices: 1 });
  });

  it("are tasks under other words", () => {
    expect(read("# Change", "## Type", "Do all of these:", "", "- [ ] One", "- [ ] Two").counts.choices).toBe(0);
  });
});
