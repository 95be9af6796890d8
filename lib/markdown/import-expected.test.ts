import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImportCounts } from "@/lib/domain/import-report";
import { exportTemplate } from "./export";
import { importMarkdown } from "./import";
import { gates, nodes, read } from "./sample-import";

/** A construct with a name of its own in each row, and what reading it must add to the counts. */
type Made = { rows: string[]; adds: Partial<ImportCounts> };

const mark = fc.constantFrom("- [ ]", "* [x]", "+ [ ]", "1. [ ]", "- ☐", "- [-]", "[ ]", "☑");
const gfm = (box: string) => (/^(?:[-*+]|\d\.) \[[ x]\]$/.test(box) ? 1 : 0);

const item: fc.Arbitrary<(name: string) => Made> = mark.map((box) => (name) => ({
  rows: [`${box} Check ${name}`],
  adds: { items: 1, tasks: gfm(box) },
}));
const nested = fc.constantFrom("  ", "\t", "    ").map((indent) => (name: string) => ({
  rows: [`- [ ] Outer ${name}`, `${indent}- [x] Inner ${name}`],
  adds: { items: 2, tasks: 2 },
}));
const hold = fc
  .constantFrom("Hold for 10 minutes", "10 Minuten warten", "Attendre 10 minutes", "等待 10 分钟")
  .map((words) => (name: string) => ({ rows: [`- [ ] ${words} ${name}`], adds: { items: 1, tasks: 1, holds: 1 } }));
const measured = fc
  .constantFrom("P95 latency < 200 ms", "Error rate below 1 %", "Disponibilité ≥ 99,9 %")
  .map((words) => (name: string) => ({
    rows: [`- [ ] ${words} ${name}`],
    adds: { items: 1, tasks: 1, expectations: 1 },
  }));
const command = fc.constantFrom("```", "~~~").map((fence) => (name: string) => ({
  rows: [`${fence}bash`, `kubectl get ${name}`, fence],
  adds: { commands: 1 },
}));
const contacts = fc.constant((name: string) => ({
  rows: [`### Contacts ${name}`, `- Primary ${name}: +1 555 0100`, `- Backup ${name}: #ops`],
  adds: { sections: 1, contacts: 2 },
}));
const triggers = fc
  .constantFrom("Rollback triggers", "Critères de retour arrière", "回滚条件")
  .map((title) => (name: string) => ({
    rows: [`### ${title}`, `- Logins fail ${name}`, `- [ ] Queue stuck ${name}: investigate`],
    adds: { sections: 1, triggers: 2, tasks: 1 },
  }));
const choice = fc.constantFrom("- [ ]", "-").map((box) => (name: string) => ({
  rows: [`### Way ${name}`, `${box} Option A: now ${name}`, `${box} Option B: later ${name}`],
  adds: { sections: 1, choices: 1, tasks: box === "-" ? 0 : 2 },
}));
const messages = fc.constant((name: string) => ({
  rows: [`### Announcements ${name}`, `> **Team**: we begin ${name}`],
  adds: { sections: 1, announcements: 1 },
}));
const table = fc.constant((name: string) => ({
  rows: ["| Task | Done |", "|---|---|", `| Look ${name} | ☐ |`, `| Act ${name} | ✅ |`],
  adds: { items: 2 },
}));
const triggerTable = fc.constantFrom("Abort criteria", "Abbruchkriterien").map((title) => (name: string) => ({
  rows: [
    `### ${title}`,
    "| Condition | Action |",
    "|---|---|",
    `| Queue ${name} | roll back |`,
    `| Login ${name} | investigate |`,
  ],
  adds: { sections: 1, triggers: 2 },
}));
const criteria = fc.constant((name: string) => ({
  rows: [`### Success criteria ${name}`, `- No errors ${name}`, `- All up ${name}`],
  adds: { sections: 1, criteria: 2 },
}));
const references = fc.constant((name: string) => ({
  rows: ["### References", `- [Guide ${name}](docs/${name}.md)`],
  adds: { sections: 1, references: 1 },
}));
/** Those that open a section come last, as what follows would stand in it. */
const flat = fc.oneof(item, nested, hold, measured, command, table);
const titled = fc.oneof(contacts, triggers, triggerTable, choice, messages, criteria, references);

const composed = fc
  .tuple(fc.array(flat, { minLength: 1, maxLength: 8 }), fc.array(titled, { maxLength: 6 }))
  .map(([first, then]) => {
    const made = [...first, ...then].map((each, at) => each(`n${at}q`));
    const rows = [
      "# Service",
      "",
      "## Pre-deployment",
      ...made.flatMap(({ rows }) => ["", ...rows]),
      "",
      "## Post-deployment",
      "- [ ] Last",
    ];
    return { source: rows.join("\n"), made };
  });

describe("documents made of constructs", () => {
  test("give as many of each as they were made of", () => {
    fc.assert(
      fc.property(composed, ({ source, made }) => {
        const { counts } = read(source);
        for (const name of [
          "items",
          "tasks",
          "holds",
          "expectations",
          "commands",
          "contacts",
          "triggers",
          "choices",
          "announcements",
          "criteria",
          "references",
          "sections",
        ] as const) {
          const expected = made.reduce((sum, { adds }) => sum + ((adds as Partial<ImportCounts>)[name] ?? 0), 0);
          const last = name === "items" || name === "tasks" ? 1 : 0;
          expect(`${name} ${counts[name] - last}`).toBe(`${name} ${expected}`);
        }
        expect(counts.gates).toBe(counts.items > 1 ? 2 : 1);
      }),
      { numRuns: 150 },
    );
  });

  test("come back from an export as they are, byte for byte", () => {
    fc.assert(
      fc.property(composed, ({ source }) => {
        const once = exportTemplate(read(source).document);
        const again = importMarkdown(once);
        if (!again.ok) throw new Error(again.problems[0]?.message);
        expect(exportTemplate(again.value.document)).toBe(once);
      }),
      { numRuns: 100 },
    );
  });

  test("every guess names lines of its entry, a node or part there, and its words stand in the note", () => {
    fc.assert(
      fc.property(composed, ({ source }) => {
        const result = read(source);
        const keys = new Set(nodes(result).map((node) => ("key" in node ? node.key : "")));
        for (const { lines, note, guesses } of result.report)
          for (const guess of guesses ?? []) {
            expect(guess.lines[0]).toBeGreaterThanOrEqual(lines[0]);
            expect(guess.lines[0]).toBeLessThanOrEqual(lines[1]);
            expect(note).toBeDefined();
            if (guess.key !== undefined) expect(keys).toContain(guess.key);
          }
      }),
      { numRuns: 100 },
    );
  });
});

describe("what is guessed says so", () => {
  const reasonsOf = (...rows: string[]) =>
    read("# T", ...rows).report.flatMap(({ guesses = [] }) => guesses.map(({ reason }) => reason));

  test.each([
    ["stage_title", ["## Pre-deployment", "- [ ] a"]],
    [
      "stage_between",
      ["## Deployment execution", "- [ ] a", "## Load checks", "- [ ] b", "## Traffic cutover", "- [ ] c"],
    ],
    ["severity_title", ["## Critical blockers", "- [ ] a"]],
    ["severity_words", ["## A", "- [ ] [P0] a"]],
    ["severity_sign", ["## A", "- [ ] 🔴 a"]],
    ["optional_words", ["## A", "- [ ] a (if applicable)"]],
    ["estimate_words", ["## A", "- [ ] a (~2 h)"]],
    ["owner_words", ["## A", "- [ ] a (Owner: DBA)"]],
    ["hold_words", ["## A", "- [ ] Wait 5 minutes"]],
    ["recurs_words", ["## Post-deployment", "- [ ] Look every 4 hours"]],
    ["expectation_words", ["## A", "- [ ] Errors < 1 %"]],
    ["due_words", ["## 24 hours before deployment", "- [ ] a"]],
    ["gate_stage", ["## Pre-deployment", "- [ ] a", "## Deployment", "- [ ] b"]],
    ["gate_end", ["## A", "- [ ] a"]],
    ["gate_signatures", ["## A", "- [ ] a", "## Sign-off", "- CTO: ____"]],
    ["trigger_heading", ["## Rollback triggers", "- Errors"]],
    ["trigger_tier", ["## Rollback triggers", "- Errors: investigate"]],
    ["choice_options", ["## A", "- [ ] Option A: x", "- [ ] Option B: y"]],
    ["choice_comments", ["## A", "- [ ] a", "```bash", "kubectl a", "# OR use kustomize", "kubectl b", "```"]],
    ["contact_place", ["## Contacts", "- Ops: #ops", "## A", "- [ ] a"]],
    ["announcement_place", ["## Communication", "> Back soon.", "## A", "- [ ] a"]],
    ["criterion_heading", ["## Success criteria", "- up", "## A", "- [ ] a"]],
    ["criterion_below", ["## A", "- [ ] a", "  - quick", "  - quiet"]],
    ["item_boxless", ["## A", "- a"]],
    ["item_status", ["## A", "- [ ] x", "", "| Task | Status |", "|---|---|", "| a | open |"]],
    ["item_walked", ["## A", "| Step | Command | Expected |", "|---|---|---|", "| a | `b` | c |"]],
    ["item_step", ["## Deployment steps", "1. stop", "2. start", "## A", "- [ ] a"]],
    ["heading_bold", ["## A", "**Part**", "- [ ] a"]],
    ["reference_heading", ["## References", "- [a](b.md)", "## A", "- [ ] a"]],
    ["blank_room", ["## A", "- [ ] a", "", "Start time: ______"]],
  ])("%s", (reason, rows) => {
    expect(reasonsOf(...rows)).toContain(reason);
  });

  test("nothing is guessed of our own dialect", () => {
    const own = exportTemplate(
      read("# T", "## Pre-deployment", "- [ ] Wait 5 minutes", "## Sign-off", "- CTO: ____").document,
    );
    const again = read(own);
    expect(gates(again)).toHaveLength(1);
    expect(again.report.flatMap(({ guesses = [] }) => guesses)).toEqual([]);
  });
});
