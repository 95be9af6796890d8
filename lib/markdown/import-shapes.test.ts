import { describe, expect, test } from "vitest";
import type { Trigger } from "@/lib/domain/template-leaves";
import { gates, named, nodes, outline, read } from "./sample-import";

describe("documents that Markdown has no word for", () => {
  test("a table written as HTML is a table, its rows over several lines", () => {
    const result = read(
      "# T",
      "<table>",
      "<tr><th>Task</th><th>Owner</th><th>Done</th></tr>",
      "<tr>",
      "<td>Save the <b>database</b></td><td>DBA</td>",
      '<td><input type="checkbox" checked></td></tr>',
      "<tr><td>Warm up</td><td>SRE</td><td>☐</td></tr>",
      "</table>",
      "",
      "<ul>",
      "<li>[ ] Write notes</li>",
      "</ul>",
    );
    expect(named(result, "Save the database")).toMatchObject({ owner: "DBA", checked: true, lines: [4, 6] });
    expect(named(result, "Warm up")).toMatchObject({ owner: "SRE", lines: [7, 8] });
    expect(named(result, "Write notes")).toMatchObject({ lines: [11, 11] });
  });

  test("a page of the Jira or Confluence wiki has its headings, tables and numbered entries", () => {
    const result = read(
      "h1. Release",
      "",
      "h2. Before",
      "",
      "[] Freeze",
      "",
      "||Task||Owner||Done||",
      "|Tell|PM|[ ]|",
      "",
      "h2. After",
      "# Watch",
    );
    expect(result.document.title).toBe("Release");
    expect(outline(result)).toEqual([
      "phase Before",
      "  item Freeze",
      "  item Tell",
      "gate May we deploy?",
      "phase After",
      "  item Watch",
      "gate May we close?",
    ]);
  });

  test("capitals and numbers are headings where the text has no others", () => {
    const result = read(
      "DEPLOYMENT PLAN",
      "",
      "PRE-DEPLOYMENT",
      "1. Save",
      "",
      "DEPLOYMENT",
      "1. Start",
      "",
      "ROLLBACK",
      "1. Restore",
    );
    expect(result.document.phases).toMatchObject([
      { title: "PRE-DEPLOYMENT", stage: "before" },
      { kind: "gate" },
      { title: "DEPLOYMENT", stage: "during" },
      { title: "ROLLBACK", stage: "contingency" },
      { kind: "gate" },
    ]);
    expect(
      read("# T", "", "1.1 Prepare the host", "", "- [ ] a", "", "1.2 Deploy it", "", "- [ ] b").document.phases,
    ).toMatchObject([
      { title: "Prepare the host", content: [{ title: "a" }] },
      { kind: "gate" },
      { title: "Deploy it", content: [{ title: "b" }] },
      { kind: "gate" },
    ]);
    expect(read("# T", "## A", "SHOUTED WORDS", "", "- [ ] a").document.phases).toMatchObject([
      { title: "A" },
      { kind: "gate" },
    ]);
  });

  test("boxes drawn in a fenced frame are items, in place", () => {
    const result = read(
      "# T",
      "## A",
      "```text",
      "┌────┐",
      "│ ALL OF │",
      "│ ☐ Lint     │",
      "│ ☐ Coverage │",
      "└────┘",
      "```",
    );
    expect(outline(result).slice(0, 4)).toEqual(["phase A", "  note ALL OF", "  item Lint", "  item Coverage"]);
  });

  test("a text of headings over commands has a step for each part with some", () => {
    const result = read(
      "# T",
      "## Prepare",
      "### State",
      "```bash",
      "git status",
      "```",
      "## Tests",
      "```bash",
      "npm test",
      "```",
    );
    expect(result.counts.items).toBe(2);
    expect(named(result, "State")).toMatchObject({ kind: "item", content: [{ kind: "code" }] });
  });
});

describe("lines and tables of other documents", () => {
  test("several facts on one line are each what they are", () => {
    const result = read(
      "# T",
      "**Status:** Draft • *Owner:* @team | **Version:** 2",
      "",
      "## A",
      "**Owner**: Ops · **Duration**: 30 min · **Priority**: P1",
      "- [ ] a",
    );
    expect(result.document.metadata).toMatchObject([
      { name: "Status", value: "Draft", means: "status" },
      { name: "Owner", value: "@team", means: "owner" },
      { name: "Version", value: "2", means: "version" },
    ]);
    expect(result.document.phases[0]).toMatchObject({ owner: "Ops", estimate: 30, severity: "high" });
  });

  test("a trigger that is named as such, with what is done then", () => {
    const result = read(
      "# T",
      "## A",
      "- [ ] a",
      "",
      "**Trigger**: Error rate above 2%",
      "**Action**: investigate",
      "",
      "## Rollback",
      "- Trigger: users can't pay",
      "- [ ] b",
    );
    const triggers = nodes(result).filter((node): node is Trigger => node.kind === "trigger");
    expect(triggers).toMatchObject([
      { title: "Error rate above 2%", tier: "investigate", reactionText: "investigate" },
      { title: "users can't pay", tier: "rollback" },
    ]);
    expect(read("# T", "## A", "**Trigger**: the first of the month", "- [ ] a").counts.triggers).toBe(0);
  });

  test("a schedule has a step for each row, with its time", () => {
    const result = read(
      "# T",
      "## Schedule (UTC)",
      "| Time (UTC) | Step | Owner | Duration |",
      "|---|---|---|---|",
      "| T-24h | Freeze | PM | 1h |",
      "| 22:00 | Stop | Ops | 10m |",
    );
    expect(named(result, "Freeze")).toMatchObject({ due: "T-24h", owner: "PM", estimate: 60 });
    expect(named(result, "Stop")).toMatchObject({ dated: "22:00", owner: "Ops", estimate: 10 });
  });

  test("boxes in front of the words of a table's first column, and titles over its rows", () => {
    const result = read(
      "# T",
      "## A",
      "| Item | Responsável | Status |",
      "|---|---|---|",
      "| ☐ Backup feito | DBA | 🔄 |",
      "",
      "| Step | Done | Notes |",
      "|---|---|---|",
      "| **Execution** | | |",
      "| Stop jobs | ☐ | |",
    );
    expect(named(result, "Backup feito")).toMatchObject({ owner: "DBA", stated: "🔄" });
    expect(named(result, "Execution")).toMatchObject({ kind: "section", content: [{ title: "Stop jobs" }] });
  });

  test("a table of results says where each check stands; a legend holds nothing to do", () => {
    const result = read(
      "# T",
      "## Authentication",
      "| # | Check | Result | Notes |",
      "|---|---|---|---|",
      "| 1 | MFA | FAIL | open |",
      "| 2 | Timeout | PASS | |",
      "",
      "## Legend",
      "| Sign | Meaning |",
      "|---|---|",
      "| ✅ | fine |",
      "| ❌ | not |",
    );
    expect(named(result, "MFA")).toMatchObject({ stated: "FAIL", content: [{ markdown: "- Notes: open" }] });
    expect(named(result, "Timeout")).toMatchObject({ stated: "PASS", checked: true });
    expect(result.counts.items).toBe(2);
  });

  test("people with their channels are contacts whatever stands above them", () => {
    const result = read(
      "# T",
      "### Team",
      "| Role | Name | Phone |",
      "|---|---|---|",
      "| Lead | Ann | +1 555 |",
      "",
      "## A",
      "- [ ] a",
      "## B",
      "- [ ] b",
    );
    expect(result.counts.contacts).toBe(1);
  });

  test("who approves stands in a column or a row of its own", () => {
    expect(
      gates(
        read(
          "# T",
          "## A",
          "- [ ] a",
          "### Aprovações",
          "| Aprovação | Aprovador | Data |",
          "|---|---|---|",
          "| Revisão | Tech Lead | |",
        ),
      )[0],
    ).toMatchObject({ signoffs: [{ roles: ["Tech Lead"] }] });
    expect(
      gates(
        read(
          "# T",
          "## A",
          "- [ ] a",
          "## 承認",
          "| 項目 | 氏名 | 承認日 |",
          "|---|---|---|",
          "| 作成者 | | |",
          "| 承認者 | | |",
        ),
      )[0],
    ).toMatchObject({ signoffs: [{ roles: ["承認者"] }] });
    expect(
      gates(
        read("# T", "## A", "- [ ] a", "## 승인", "| 역할 | 이름 | 서명 |", "|---|---|---|", "| 개발 리드 | | |"),
      )[0],
    ).toMatchObject({ signoffs: [{ roles: ["개발 리드"] }] });
  });

  test("rules and a verdict in marks are no boxes, nor are the answers to a question", () => {
    const result = read(
      "# T",
      "## Critical rules",
      "- ❌ No new features",
      "## Review",
      "1. Is there an on-call rota?",
      "   - [ ] Yes",
      "   - [ ] No",
      "## Outcome",
      "- [ ] Approved",
      "- [ ] Rejected",
    );
    expect(outline(result)).toEqual([
      "phase Critical rules",
      "  note - ❌ No new features",
      "phase Review",
      "  item Is there an on-call rota?",
      "    note - [ ] Yes",
      "gate Outcome sign-off",
    ]);
  });

  test("numbered steps after going live are to be done, their mark no tick", () => {
    const result = read(
      "# T",
      "## Deploy",
      "- [ ] a",
      "## Post-deployment",
      "### First 24 hours",
      "1. ✅ Watch errors",
      "2. Look at the tickets",
    );
    expect(named(result, "Watch errors")).not.toHaveProperty("checked");
    expect(result.counts.items).toBe(3);
  });

  test("a sentence below a short box is a note, a broken line is not", () => {
    const result = read(
      "# T",
      "## A",
      "- [ ] Promote the images",
      "  Wait for the promoter.",
      "- [ ] Look at what the dashboards say about",
      "  Errors and latency",
    );
    expect(named(result, "Promote the images")).toMatchObject({ content: [{ markdown: "Wait for the promoter." }] });
    expect(result.counts.items).toBe(2);
  });

  test("what an item's status line ticks is where it stands", () => {
    const result = read(
      "# T",
      "## A",
      "- [ ] **All acceptance criteria met**",
      "  - Owner: [QA Lead]",
      "  - Status: ☐ Open / ☑ Complete",
      "  - Evidence: the signed paper",
    );
    expect(named(result, "All acceptance criteria met")).toMatchObject({
      owner: "QA Lead",
      stated: "Complete",
      content: [{ kind: "note", markdown: "- Evidence: the signed paper" }],
    });
  });
});
