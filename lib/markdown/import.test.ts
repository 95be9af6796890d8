import { describe, expect, test } from "vitest";
import { named, nodes, outline, read } from "./sample-import";

describe("title and metadata", () => {
  test("come from the first heading, facts below it, and front matter", () => {
    const { document } = read(
      "---",
      "team: Payments",
      'window: "22:00"',
      "---",
      "# 🚀 Release",
      "**Version**: 2.1  ",
      "**Target:** Friday",
      "",
      "Intro.",
      "",
      "## Go",
      "- [ ] x",
    );
    expect(document.title).toBe("Release");
    expect(document.metadata.map(({ name, value }) => `${name}=${value}`)).toEqual([
      "team=Payments",
      "window=22:00",
      "Version=2.1",
      "Target=Friday",
    ]);
    expect(document.intro).toMatchObject([{ kind: "note", markdown: "Intro." }]);
  });

  test("a heading with nothing below it right after the title is no phase", () => {
    const { document } = read(
      "# T",
      "## for service x",
      "### Target: Friday",
      "---",
      "## A",
      "- [ ] a",
      "## B",
      "- [ ] b",
    );
    expect(document.phases.map((phase) => phase.title)).toEqual(["A", "B", "May we deploy?"]);
    expect(document.metadata).toMatchObject([{ name: "Target", value: "Friday" }]);
    expect(document.intro).toMatchObject([{ markdown: "**for service x**" }]);
  });

  test("a text without headings is titled by its first line and keeps its items", () => {
    const result = read("- [ ] Check the *disk*", "- [x] Reboot");
    expect(result.document.title).toBe("Check the disk");
    expect(outline(result)).toEqual([
      "phase Check the disk",
      "  item Check the *disk*",
      "  item Reboot",
      "gate May we deploy?",
    ]);
  });

  test("facts after the last rule belong to the document", () => {
    const { document } = read("# T", "## A", "- [ ] a", "", "---", "", "**Owner**: Ops", "**Next review**: May");
    expect(document.metadata.map(({ name }) => name)).toEqual(["Owner", "Next review"]);
  });
});

describe("structure", () => {
  test("headings, bold lines over tasks, and tasks nest; numbering and emoji go", () => {
    const result = read(
      "# T",
      "",
      "## 1. Before ✅",
      "### Step 2: **Build**",
      "**Day 1 (Mon):**",
      "- [ ] one",
      "  - [x] two",
      "    1. [ ] three",
      "**Phase 3: Ship**",
      "",
      "**Part A:**",
      "+ [ ] four",
      "## B",
      "* [ ] **Five** ✅",
    );
    expect(outline(result)).toEqual([
      "phase Before",
      "  section Build",
      "    section Day 1 (Mon)",
      "      item one",
      "        item two",
      "          item three",
      "    section Ship",
      "      section Part A",
      "        item four",
      "phase B",
      "  item Five",
      "gate May we deploy?",
    ]);
    expect(named(result, "two")).toMatchObject({ checked: true });
    expect(result.counts).toMatchObject({ tasks: 5, items: 5, phases: 2, sections: 4 });
    expect(result.report.find(({ key }) => key === "before")?.note).toContain("1. Before ✅");
  });

  test("plain bullets, paragraphs, tables and quotes stay notes where they stand", () => {
    const result = read(
      "## A",
      "text",
      "- plain",
      "- [ ] task",
      "  - detail",
      "",
      "  more",
      "- after",
      "",
      "| a | b |",
      "|---|---|",
      "| 1 | 2 |",
      "",
      "> quote",
      "## B",
    );
    expect(outline(result)).toEqual([
      "phase A",
      "  note text",
      "  note - plain",
      "  item task",
      "    note - detail",
      "    note more",
      "  note - after",
      "  note | a | b |",
      "  note > quote",
      "phase B",
      "gate May we deploy?",
    ]);
  });

  test("tasks in a quote and in bare lines are items too", () => {
    const result = read("## A", "> - [ ] quoted", "", "[ ] bare", "[x] done");
    expect(outline(result).slice(1, 4)).toEqual(["  item quoted", "  item bare", "  item done"]);
    expect(result.counts).toMatchObject({ tasks: 1, items: 3 });
  });

  test("fenced blocks belong where they stand, with their use and purpose", () => {
    const result = read(
      "## A",
      "- [ ] deploy",
      "  ```bash",
      "  helm upgrade",
      "  ```",
      "",
      "**Verification**:",
      "```sh",
      "curl -f x",
      "```",
      "",
      "```yaml",
      "kind: Pod",
      "```",
      "",
      "```",
      "just words",
      "```",
    );
    expect(nodes(result).filter((node) => node.kind === "code")).toMatchObject([
      { use: "command", language: "bash", text: "helm upgrade" },
      { use: "command", language: "sh", purpose: "verification" },
      { use: "manifest", language: "yaml" },
      { use: "sample", text: "just words" },
    ]);
    expect(named(result, "deploy").content).toHaveLength(1);
    expect(result.counts.commands).toBe(4);
  });

  test("keys are slugs, a second one with its section in front, then numbered", () => {
    const result = read(
      "## Día Ⅱ",
      "- [ ] Check it",
      "## B",
      "- [ ] Check it",
      "- [ ] Check it",
      "- [ ] Check it",
      "- [ ] ✅",
    );
    expect(nodes(result).map((node) => ("key" in node ? node.key : ""))).toEqual([
      "día-ⅱ",
      "check-it",
      "b",
      "b-check-it",
      "b-check-it-2",
      "b-check-it-3",
      "item",
      "may-we-deploy",
    ]);
  });
});

describe("attributes", () => {
  test("are read from lines under a heading or an item", () => {
    const result = read(
      "## A",
      "### Disk",
      "- **Severity**: CRITICAL",
      "- **Status**: 🔴 NOT STARTED",
      "- **Estimated Time**: 2-3 hours",
      "- **Owner**: @Ops",
      "- [ ] a",
      "  **Priority:** P2",
      "  - Estimate: 1h 30min",
    );
    expect(named(result, "Disk")).toMatchObject({
      severity: "critical",
      stated: "NOT STARTED",
      estimate: 180,
      owner: "Ops",
    });
    expect(named(result, "a")).toMatchObject({ severity: "medium", estimate: 90 });
    expect(result.report.filter(({ became }) => became === "attribute")).toHaveLength(6);
  });

  test("severity stands in a heading too, weaker than a line of its own", () => {
    const result = read(
      "## High Priority Issues",
      "### Tidy",
      "- **Severity**: LOW",
      "- [ ] a",
      "## Critical path tests",
      "- [ ] b",
      "## Blockers (MUST FIX)",
      "- [ ] c",
      "## High-confidence checks",
    );
    expect(result.document.phases.map((phase) => ("severity" in phase ? phase.severity : undefined))).toEqual([
      "high",
      undefined,
      "critical",
      undefined,
      undefined,
    ]);
    expect(named(result, "Tidy").severity).toBe("low");
  });

  test("a group at the end of a line is read in any document, anything else in braces is text", () => {
    const result = read(
      "## A {stage=during severity=high #part}",
      '- [ ] a {owner="@QA lead" estimate=1h30m needs=b,c evidence=required due=T-24h optional #first}',
      "- [ ] uses {{service}}",
      "- [ ] b {unknown=1}",
      "- [ ] c {estimate=soon}",
    );
    expect(result.document.phases[0]).toMatchObject({ key: "part", stage: "during", severity: "high" });
    expect(named(result, "a")).toMatchObject({
      key: "first",
      owner: "QA lead",
      estimate: 90,
      needs: ["b", "c"],
      evidence: "required",
      due: "T-24h",
      optional: true,
    });
    expect(named(result, "uses {{service}}")).toBeDefined();
    expect(named(result, "b {unknown=1}")).toBeDefined();
    expect(result.report.at(-1)?.note).toContain("estimate=soon can't be read");
  });
});

describe("text as it comes", () => {
  test("line ends, a byte order mark and wrong decoding are put right, and said", () => {
    const { document, repair } = read("\ufeff# ‚úÖ Done\r", "- [ ] 0% ‚Üí 100%\r", "- [ ] caf√© ‚â• 1", "");
    expect(document.title).toBe("Done");
    expect(document.phases[0]).toMatchObject({ content: [{ title: "0% → 100%" }, { title: "café ≥ 1" }] });
    expect(repair).toMatchObject({ encoding: "Mac Roman", places: 4, sample: { line: 1 } });
    expect(read("# “État” déjà là").document.title).toBe("“État” déjà là");
  });

  test("importing twice gives the same", () => {
    const lines = ["# T", "## A", "- [ ] a", "- [ ] a"];
    expect(read(...lines)).toEqual(read(...lines));
  });
});
