import { describe, expect, it } from "vitest";
import { importMarkdown } from "./import";
import { named, nodes, outline, read } from "./sample-import";

/** Titles of the items. */
function items(...lines: string[]): string[] {
  return nodes(read(...lines)).flatMap((node) => (node.kind === "item" ? [node.title] : []));
}

describe("a text without any box", () => {
  it("takes entries for things to do, but for those under headings that only tell", () => {
    const told = ["## Objectives", "- A calm evening", "## Inputs", "- The build", "## Принципы", "- Тихо и медленно"];
    const scenarios = ["## Scenarios", "### Worst", "- The region burns down", "### Steps", "- Call the other region"];
    expect(items("# Move", ...told, ...scenarios, "## Move", "- Copy the disks")).toEqual([
      "Call the other region",
      "Copy the disks",
    ]);
  });

  it("leaves lists of facts alone, and labels over the entry below", () => {
    const facts = ["## Backups", "- **Frequency**: nightly", "- **Kept**: 30 days"];
    const verbs = ["## Move", "- **Drain**: take the node out", "- **Check**: look at the queue", "- Afterwards:"];
    expect(items("# Move", ...facts, ...verbs)).toEqual([
      "**Drain**: take the node out",
      "**Check**: look at the queue",
    ]);
  });

  it("leaves alone what something does, and takes what to do", () => {
    const source = [
      "# Move",
      "## Checks",
      "The script looks at:",
      "",
      "- links",
      "- headers",
      "",
      "Do the following:",
      "",
    ];
    expect(items(...source, "- Run it", "- Read the report")).toEqual(["Run it", "Read the report"]);
  });

  it("keeps a label in front of a step, and reads when it is due", () => {
    const result = read("# Day", "## Plan", "1. T-30m: tell support", "2. T-0: open the shop", "3. Steps: none");
    expect(nodes(result).flatMap((node) => (node.kind === "item" ? [[node.title, node.due]] : []))).toEqual([
      ["T-30m: tell support", "T-30m"],
      ["T-0: open the shop", "T"],
      ["Steps: none", undefined],
    ]);
    const after = read("# Day", "## First 24 hours", "- [ ] **Hour 4**: look at the queue");
    expect(nodes(after).find(({ kind }) => kind === "item")).toMatchObject({ due: "T+4h" });
  });

  it("stays one when brackets stand in code and front matter alone", () => {
    const source = ["---", "title: Move", "reviewers: []", "---", "", "## Move", "- Copy `[ ]` over", "", "```yaml"];
    expect(items(...source, "args: []", "```")).toEqual(["Copy `[ ]` over"]);
  });

  it("reads bold lines over lists as headings", () => {
    expect(outline(read("# Plan", "## Weeks", "**Day 2: a tenth**", "- Watch the errors", "- Ask support"))).toEqual([
      "phase Weeks",
      "  section Day 2: a tenth",
      "    item Watch the errors",
      "    item Ask support",
      "gate May we deploy?",
    ]);
  });
});

it("reads short lines right above lists as headings in a text without any", () => {
  const source = ["Shop checklist", "", "Before", "- look", "- listen", "", "Build", "1) pack", "2) send"];
  expect(outline(read(...source)).filter((row) => !row.startsWith("gate"))).toEqual([
    "phase Before",
    "  item look",
    "  item listen",
    "phase Build",
    "  item pack",
    "  item send",
  ]);
  expect(read(...source).document.title).toBe("Shop checklist");
});

it("strips numbers drawn in bold, and names no checklist after a table", () => {
  expect(items("# R", "- [ ] **1.2** Define the scope")).toEqual(["Define the scope"]);
  expect(read("| A | B |", "|---|---|", "| x | y |").document.title).toBe("Checklist");
});

describe("steps without boxes beside others that have some", () => {
  it("takes numbered entries under a heading about steps or preparing", () => {
    const source = ["# Plan", "## Checks", "- [ ] Tests", "## 手順", "1. 停止する", "2. 起動する"];
    expect(items(...source, "## Preparation", "1. Tell support", "## Steps", "1. Stop", "2. Start")).toEqual([
      "Tests",
      "停止する",
      "起動する",
      "Tell support",
      "Stop",
      "Start",
    ]);
    expect(items("# Plan", "- [ ] Tests", "## How to use", "### Steps", "1. Print it")).toEqual(["Tests"]);
  });

  it("takes steps of going back under the words that say when", () => {
    const source = ["# Plan", "- [ ] Tests", "## Rollback", "If the new version fails:", "", "1. Stop it", "2. …"];
    expect(items(...source)).toEqual(["Tests", "Stop it"]);
  });

  it("takes a heading that numbers a step for one, with its commands", () => {
    const source = ["# Move", "- [ ] Tests", "## Procedure", "### Step 1: Copy", "```sh", "cp a b", "```"];
    const result = read(...source, "### Step 2: Look", "Open the page.", "### Background", "Long ago.", "## End");
    expect(outline(result).slice(2, -2)).toEqual([
      "phase Procedure",
      "  item Copy",
      "    code",
      "  item Look",
      "    note Open the page.",
      "  section Background",
      "    note Long ago.",
    ]);
    expect(read("# Help", "- [ ] Tests", "## Troubleshooting", "### Step 1: Look", "Closely.").counts.items).toBe(1);
  });

  it("keeps what a numbered step is for when it differs from what stands around it", () => {
    const step = named(
      read("# Move", "- [ ] Tests", "## Work", "### Step 3: Rollback", "Press the button."),
      "Rollback",
    );
    expect(step).toMatchObject({ kind: "section", stage: "contingency", content: [{ kind: "item" }] });
  });
});

describe("a checklist inside a fence", () => {
  const fenced = [
    "# Guide",
    "## Copy this",
    "```markdown",
    "# Release",
    "## Before",
    "- [x] Tests",
    "- [ ] Notes",
    "```",
  ];

  it("is read as if the fence were not there when no box stands outside", () => {
    const result = read(...fenced);
    expect(outline(result).slice(0, 5)).toEqual([
      "phase Copy this",
      "  section Release",
      "    section Before",
      "      item Tests",
      "      item Notes",
    ]);
    expect(named(result, "Notes").lines).toEqual([7, 7]);
    expect(result.report.flatMap(({ lines: [from, to] }) => (to > from ? [from, to] : [from]))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  it("is an example beside boxes of the text's own", () => {
    expect(read(...fenced, "", "- [ ] Copied").counts).toMatchObject({ items: 1, commands: 1, tasks: 1 });
  });
});

it("counts tasks in fences as no tasks of the source", () => {
  const outcome = importMarkdown("# A\n\n```md\n- [ ] One\n- [ ] Two\n```\n");
  expect(outcome.ok && outcome.value.counts).toMatchObject({ tasks: 0, items: 2, commands: 1 });
});
