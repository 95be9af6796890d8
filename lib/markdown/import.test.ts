import { describe, expect, test } from "vitest";
import type { Content, Gate, ImportResult, Item, Section } from "@/lib/domain/template";
import { importMarkdown } from "./import";

function read(...lines: string[]): ImportResult {
  const outcome = importMarkdown(lines.join("\n"));
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value;
}

type Node = Content | ImportResult["document"]["phases"][number];

/** Every node of the document in order. */
function nodes({ document }: ImportResult): Node[] {
  const below = (node: Node): Node[] => [node, ...("content" in node ? node.content.flatMap(below) : [])];
  return document.phases.flatMap(below);
}

function gates(result: ImportResult): Gate[] {
  return nodes(result).filter((node): node is Gate => node.kind === "gate");
}

function named(result: ImportResult, title: string): Item | Section {
  const found = nodes(result).find(
    (node): node is Item | Section => "title" in node && node.title === title && node.kind !== "gate",
  );
  if (!found) throw new Error(`no "${title}"`);
  return found;
}

/** Kind and title of each node, indented by depth. */
function outline(result: ImportResult): string[] {
  const show = (node: Node, depth: number): string[] => {
    const title = "title" in node ? ` ${node.title}` : node.kind === "note" ? ` ${node.markdown.split("\n")[0]}` : "";
    return [
      `${"  ".repeat(depth)}${node.kind}${title}`,
      ...("content" in node ? node.content.flatMap((each) => show(each, depth + 1)) : []),
    ];
  };
  return result.document.phases.flatMap((phase) => show(phase, 0));
}

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

describe("stages and gates", () => {
  const deploy = ["# T", "## Pre-deployment", "- [ ] a", "## Deployment", "- [ ] b", "## Post-deployment", "- [ ] c"];

  test("one stands where before passes into during, and one at the end", () => {
    const result = read(...deploy, "## Rollback", "- [ ] d");
    expect(outline(result).filter((line) => !line.startsWith(" "))).toEqual([
      "phase Pre-deployment",
      "gate May we deploy?",
      "phase Deployment",
      "phase Post-deployment",
      "phase Rollback",
      "gate May we close?",
    ]);
    expect(result.document.phases.map((phase) => ("stage" in phase ? phase.stage : undefined))).toEqual([
      "before",
      undefined,
      "during",
      "after",
      "contingency",
      undefined,
    ]);
  });

  test("a document that asks for nothing gets one at its end", () => {
    expect(gates(read("## A", "- [ ] a"))).toMatchObject([{ asks: "deploy", signoffs: [] }]);
    expect(gates(read("Only words"))).toHaveLength(1);
  });

  test("a part about another environment comes before as a whole", () => {
    const result = read(
      "## Staging deployment",
      "### Deployment execution",
      "- [ ] a",
      "### Post-deployment checks",
      "- [ ] b",
      "## Production deployment",
      "### Pre-production",
      "- [ ] c",
      "### Rollout",
      "- [ ] d",
    );
    expect(named(result, "Post-deployment checks")).not.toHaveProperty("stage");
    expect(outline(result).indexOf("  gate May we deploy?")).toBe(outline(result).indexOf("  section Rollout") - 1);
  });

  test("blocks that name a part go to its end, one sign-off per line", () => {
    const result = read(
      "# T",
      "## Pre-deployment",
      "- [ ] a",
      "## Staging rollout",
      "- [ ] b",
      "## Production rollout",
      "- [ ] c",
      "## Follow-up",
      "- [ ] d",
      "## Sign-off",
      "### Staging rollout",
      "- [ ] **QA Lead:** _______ Date: ____",
      "### Production rollout",
      "- [ ] **CTO/Engineering Director:** ____ Date: ___",
      "- [ ] **DBA**: ____",
    );
    expect(gates(result).map(({ title, asks, signoffs }) => [title, asks, signoffs.map(({ roles }) => roles)])).toEqual(
      [
        ["Staging rollout sign-off", "deploy", [["QA Lead"]]],
        ["Production rollout sign-off", "live", [["CTO", "Engineering Director"], ["DBA"]]],
        ["May we close?", "close", []],
      ],
    );
    expect(result.document.phases.some((phase) => phase.title === "Sign-off")).toBe(false);
    expect(result.counts).toMatchObject({ tasks: 7, items: 4, signoffs: 3 });
  });

  test("roles with statements, a decision and a signature make one go-live gate", () => {
    const result = read(
      ...deploy,
      "## Wrap-up",
      "- [ ] e",
      "### Go-live approval",
      "**Sign-offs:**",
      "- [ ] **Tech Lead**: It works",
      "- [ ] **Security Team**: It is safe",
      "",
      "**Final Go-Live Decision:**",
      "- [ ] **APPROVED to go** ✅",
      "- [ ] **Release Manager Signature**: ______",
      "- [ ] **Date/Time**: ____",
    );
    const gate = gates(result).find(({ asks }) => asks === "live");
    expect(gate?.title).toBe("Go-live approval");
    expect(gate?.signoffs.map(({ roles, wording }) => [roles[0], wording])).toEqual([
      ["Tech Lead", "It works"],
      ["Security Team", "It is safe"],
      ["Release Manager", "APPROVED to go"],
    ]);
  });

  test("either-or boxes among the facts of a deployment sign the gate to deploy", () => {
    const result = read(...deploy, "---", "", "**Engineer**: [name]", "**Approval**: [ ] Head of Ops / [ ] CTO");
    expect(gates(result)[0]).toMatchObject({ asks: "deploy", signoffs: [{ roles: ["Head of Ops", "CTO"] }] });
    expect(result.document.metadata).toMatchObject([{ name: "Engineer", value: "[name]" }]);
  });

  test("a table of roles to sign is a gate, approvals among tasks are not", () => {
    const result = read(
      "## A",
      "- [ ] Security review and approval",
      "- [ ] Stakeholder approval obtained",
      "## Approvals",
      "| Role | Name | Signature | Date |",
      "|---|---|---|---|",
      "| Tech Lead | | | |",
      "| QA | | | |",
    );
    expect(gates(result)).toMatchObject([
      { title: "Approvals", signoffs: [{ roles: ["Tech Lead"] }, { roles: ["QA"] }] },
    ]);
    expect(result.counts.items).toBe(2);
  });

  test("a gate written in the dialect stops the guessing", () => {
    const result = read(
      ...deploy,
      "",
      "> **Go?** {gate asks=live required=90 covers=a}",
      ">",
      "> - [ ] **Lead** or **Deputy**: I agree {count=2 #both}",
    );
    expect(gates(result)).toEqual([
      expect.objectContaining({
        key: "go",
        title: "Go?",
        asks: "live",
        required: 90,
        covers: ["a"],
        signoffs: [expect.objectContaining({ key: "both", roles: ["Lead", "Deputy"], count: 2, wording: "I agree" })],
      }),
    ]);
  });
});

describe("what runs, fires, tells and decides", () => {
  test("rollback triggers have a tier and a threshold, boxes or not", () => {
    const result = read(
      "# T",
      "## Rollback",
      "### When to roll back",
      "Immediate rollback if:",
      "- [ ] Error rate > 5% for 2 minutes",
      "",
      "**HIGH (Rollback if not resolved in 15 min):**",
      "- P95 >800ms",
      "",
      "**LOW (Investigate):**",
      "- Odd logs",
      "",
      "1. **Rollback criteria**",
      "   - Breach: Stop deployment, investigate",
      "### Rollback steps",
      "- [ ] undo",
    );
    const triggers = nodes(result).filter((node) => node.kind === "trigger");
    expect(triggers).toMatchObject([
      {
        tier: "rollback",
        expectation: { metric: "Error rate", comparator: ">", value: 5, unit: "%", window: "2 minutes" },
      },
      { tier: "timed", reaction: 15, expectation: { metric: "P95", value: 800, unit: "ms" } },
      { tier: "investigate", title: "Odd logs" },
      { tier: "investigate", title: "Breach", reactionText: "Stop deployment, investigate" },
    ]);
    expect(result.counts).toMatchObject({ triggers: 4, items: 1, tasks: 2 });
  });

  test("holds, thresholds and schedules are read from titles", () => {
    const result = read(
      "# T",
      "## Deployment",
      "- [ ] 5% traffic (5 minutes)",
      "- [ ] **25% Traffic**",
      "  - [ ] Hold for 1 hour",
      "  - [ ] Latency <200ms P95 (first hour)",
      "- [ ] Availability ≥ 99.9%",
      "- [ ] HighErrors alert (>5%)",
      "## Post-deployment",
      "**Every 4 hours:**",
      "- [ ] Look",
      "**Week 1:**",
      "- [ ] Daily review",
      "## Preparation",
      "- [ ] Create daily backups",
    );
    expect(named(result, "5% traffic (5 minutes)")).toMatchObject({ hold: { minutes: 5, traffic: 5 } });
    expect(named(result, "Hold for 1 hour")).toMatchObject({ hold: { minutes: 60, traffic: 25 } });
    expect(named(result, "Latency <200ms P95 (first hour)")).toMatchObject({
      expectation: { metric: "Latency P95", comparator: "<", value: 200, unit: "ms", window: "first hour" },
    });
    expect(named(result, "Availability ≥ 99.9%")).toMatchObject({
      expectation: { comparator: ">=", value: 99.9, unit: "%" },
    });
    expect(named(result, "Look")).toMatchObject({ recurs: { everyMinutes: 240, text: "Every 4 hours" } });
    expect(named(result, "Daily review")).toMatchObject({ recurs: { everyMinutes: 1440 } });
    expect(named(result, "Create daily backups")).not.toHaveProperty("recurs");
    expect(named(result, "HighErrors alert (>5%)")).not.toHaveProperty("expectation");
  });

  test("contacts come from lists, tables and fenced rows under their heading", () => {
    const result = read(
      "# T",
      "## Contacts",
      "- **Primary**: Ann (+1)",
      "- **War room**: #go",
      "",
      "| Role | Phone |",
      "|---|---|",
      "| DBA | 555 |",
      "",
      "```",
      "Boss:   [Name] - [Phone]",
      "```",
    );
    expect(nodes(result).filter((node) => node.kind === "contact")).toMatchObject([
      { name: "Primary", channel: "Ann (+1)", tier: 1 },
      { name: "War room", channel: "#go" },
      { name: "DBA", channel: "555" },
      { name: "Boss", channel: "[Name] - [Phone]" },
    ]);
  });

  test("messages are announcements, fenced or quoted", () => {
    const result = read(
      "# T",
      "## Other",
      "## Communication plan",
      "### Customer notification",
      "**Before:**",
      "```",
      "We will be back at [TIME].",
      "```",
      "**After:**",
      '- Status page: set to "Operational"',
      "### Team",
      '- [ ] Slack: "Starting now"',
    );
    expect(nodes(result).filter((node) => node.kind === "announcement")).toMatchObject([
      { moment: "Before", text: "We will be back at [TIME]." },
      { title: "Status page", moment: "After", text: "Operational" },
      { title: "Slack", text: "Starting now" },
    ]);
    expect(result.counts).toMatchObject({ items: 1, announcements: 3 });
  });

  test("options make a choice, with what belongs to each", () => {
    const result = read(
      "## Decide",
      "**Option A: Validate** (Recommended)",
      "- slower",
      "",
      "- [ ] run it",
      "",
      "**Option B: Skip**",
      "- faster",
      "",
      "**Decision**: [ ] A / [ ] B",
      "## Deployment",
      "- [ ] ship",
      "  ```bash",
      "  # Using Helm (recommended)",
      "  helm upgrade",
      "  # Or kubectl",
      "  kubectl apply",
      "  ```",
    );
    const choices = nodes(result).filter((node) => node.kind === "choice");
    expect(choices).toMatchObject([
      {
        title: "Decide",
        options: [
          {
            title: "Option A: Validate (Recommended)",
            recommended: true,
            items: ["decide-option-a-validate-recommended"],
          },
          { title: "Option B: Skip" },
        ],
      },
      { title: "ship", options: [{ title: "Using Helm (recommended)", recommended: true }, { title: "Or kubectl" }] },
    ]);
    expect(result.counts).toMatchObject({ choices: 2, items: 2, commands: 1 });
  });
});

describe("habits of other documents", () => {
  test("boxes in a table are items with its columns as attributes", () => {
    const result = read(
      "# T",
      "## A",
      "| # | Task | Owner | Priority | Done | Notes |",
      "|---|---|---|---|---|---|",
      "| 1 | **Migrate** | QA Lead | High | ☐ | slowly |",
      "| 2 | Check | | | ✅ | |",
      "| | Part two | | | | |",
    );
    expect(named(result, "Migrate")).toMatchObject({
      owner: "QA Lead",
      severity: "high",
      content: [{ markdown: "- #: 1\n- Notes: slowly" }],
    });
    expect(named(result, "Check")).toMatchObject({ checked: true });
    expect(result.counts).toMatchObject({ items: 2, tasks: 0 });
  });

  test("roles without a line to sign on, and boxes for the decision, make one gate", () => {
    const result = read(
      "# T",
      "## A",
      "- [ ] a",
      "## Sign-off",
      "- Engineering owner:",
      "- Security owner:",
      "- Date:",
      "## Decision",
      "- [ ] GO",
      "- [ ] NO-GO",
    );
    expect(gates(result)).toMatchObject([
      { signoffs: [{ roles: ["Engineering owner"] }, { roles: ["Security owner"] }] },
    ]);
    expect(result.counts.items).toBe(1);
  });

  test("a sign-off block above everything moves to where it can cover something", () => {
    const result = read(
      "# T",
      "## Required sign‑offs",
      "- [ ] Tech lead",
      "- [ ] Operations/on‑call",
      "## Readiness",
      "- [ ] a",
      "## Deployment",
      "- [ ] b",
    );
    expect(gates(result)).toMatchObject([
      { asks: "deploy", signoffs: [{ roles: ["Tech lead"] }, { roles: ["Operations", "on-call"] }] },
      { asks: "close" },
    ]);
  });

  test("what stands below a sign-off does not become an attribute of its part", () => {
    const result = read(
      "# T",
      "## Final approvals",
      "- [ ] Security sign-off",
      "  - Owner: Ann",
      "- [ ] Change approval obtained",
      "  - Owner: [QA Lead]",
    );
    expect(named(result, "Change approval obtained")).toMatchObject({ owner: "QA Lead" });
    expect(result.document.phases[0]).not.toHaveProperty("owner");
  });

  test("a document without any box has its plain entries to do, links and talk aside", () => {
    const result = read(
      "# T",
      "## Steps",
      "- Back up",
      "  - both databases",
      "- [docs](x)",
      "## References",
      "- a book",
    );
    expect(outline(result)).toEqual([
      "phase Steps",
      "  item Back up",
      "    item both databases",
      "  note - [docs](x)",
      "phase References",
      "  note - a book",
      "gate May we deploy?",
    ]);
  });

  test("other languages and dashes have stages, approvals and severities too", () => {
    const result = read(
      "# T",
      "## Pre–deployment",
      "- [ ] a",
      "## Nach der Produktivsetzung",
      "- [ ] b",
      "## 回滚",
      "- [ ] c",
      "## Aprobaciones",
      "- [ ] QA Lead: ____ Date: ___",
      "## Vor dem Deployment",
      "- **Priority**: crítico",
      "- [ ] d",
    );
    expect(result.document.phases.map((phase) => ("stage" in phase ? phase.stage : undefined)).filter(Boolean)).toEqual(
      ["before", "after", "contingency", "before"],
    );
    expect(result.document.phases.find((phase) => phase.title === "Vor dem Deployment")).toMatchObject({
      severity: "critical",
    });
    expect(result.counts.signoffs).toBe(1);
  });

  test("a rollback plan to be prepared comes before, one to be carried out is contingency", () => {
    const result = read(
      "# T",
      "## Rollback plan",
      "- [ ] Procedure documented",
      "- [ ] Script tested",
      "## Rollback",
      "- [ ] Undo",
    );
    expect(result.document.phases).toMatchObject([{ stage: "before" }, { stage: "contingency" }, { kind: "gate" }]);
  });

  test("front matter names a document that has no first heading, and a table of facts is metadata", () => {
    const { document } = read(
      "---",
      "name: Release form",
      "---",
      "| Field | Value |",
      "|---|---|",
      "| **Team** | Core |",
      "## A",
      "- [ ] a",
      "## B",
    );
    expect(document.title).toBe("Release form");
    expect(document.metadata.map(({ name, value }) => `${name}=${value}`)).toEqual(["name=Release form", "Team=Core"]);
  });
});

describe("text as it comes", () => {
  test("line ends, a byte order mark and wrong decoding are put right, and said", () => {
    const { document, report } = read("\ufeff# ‚úÖ Done\r", "- [ ] 0% ‚Üí 100%\r", "- [ ] caf√© ‚â• 1", "");
    expect(document.title).toBe("Done");
    expect(document.phases[0]).toMatchObject({ content: [{ title: "0% → 100%" }, { title: "café ≥ 1" }] });
    expect(report[0]?.note).toContain("Mac Roman");
    expect(read("# “État” déjà là").document.title).toBe("“État” déjà là");
  });

  test("importing twice gives the same", () => {
    const lines = ["# T", "## A", "- [ ] a", "- [ ] a"];
    expect(read(...lines)).toEqual(read(...lines));
  });
});
