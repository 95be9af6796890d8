import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImportResult } from "@/lib/domain/import-report";
import { importMarkdown } from "./import";

function read(source: string): ImportResult {
  const outcome = importMarkdown(source);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value;
}

/** Everything a reader can find: texts of the document but for keys, and what the report adds. */
function reachable({ document, report }: ImportResult): string {
  const texts = (value: unknown, name: string): string[] => {
    if (typeof value === "string") return name === "key" ? [] : [value];
    if (typeof value !== "object" || value === null || name === "lines") return [];
    return Object.entries(value).flatMap(([key, each]) => texts(each, Array.isArray(value) ? name : key));
  };
  return [...texts(document, ""), ...report.map((entry) => entry.note ?? "")].join("\n");
}

const opening = fc.constantFrom(
  "",
  "",
  "  ",
  "    ",
  "> ",
  "- ",
  "- [ ] ",
  "- [x] ",
  "  - ",
  "  - [ ] ",
  "    - ",
  "1. ",
  "1. [ ] ",
  "2) ",
  "# ",
  "## ",
  "### ",
  "#### ",
  "* ",
  "+ [ ] ",
  "[ ] ",
  "☐ ",
  "## Phase 2: ",
  "### 3. ",
  "## 🚀 ",
  "## Rollback triggers ",
  "## Contacts ",
  "## Sign-off ",
  "## Announcements ",
  "**Option A: ",
  "**Verification** ",
  "**Day 1:** ",
  "| a | ",
  "| ☐ | ",
  "| ☐ | ",
  "| Role | Signature ",
  "| Name | Phone ",
  "| Task | Done ",
  "<b>",
  "<!-- ",
  "    code ",
);
const words = fc.constantFrom(
  "",
  "deploy",
  "**bold**",
  "**CTO**: agrees",
  "`code`",
  "_____ Date: ____",
  "**Severity**: HIGH",
  "Status: open",
  "**Owner**: QA",
  "Error rate > 5%: stop",
  "P95 < 200 ms",
  "(5 minutes)",
  '"Go live now"',
  "[ ] A / [ ] B",
  "**Decision**: [ ] A / [ ] B",
  "**Approval**: [ ] CTO / [ ] VP",
  "Slack: #ops",
  "every 4 hours",
  "(optional)",
  "✅",
  "[link](https://example.test)",
  "|",
  ":",
  "**",
);
const bare = fc.constantFrom(
  "",
  "",
  "---",
  "***",
  "```",
  "```bash",
  "~~~",
  "|---|---|",
  "|---|---|",
  "|---|---|",
  "===",
  "<details>",
  "-->",
);
const row = fc.oneof({ arbitrary: fc.tuple(opening, words, words), weight: 5 }, { arbitrary: bare, weight: 2 });
/** Every row of text ends in a word of its own, so that none can hide behind another. */
const checklist = fc
  .array(row, { minLength: 1, maxLength: 40 })
  .map((rows) =>
    rows.map((each, at) => (typeof each === "string" ? each : `${each[0]}${each[1]} ${each[2]} word${at}q`)).join("\n"),
  );

describe("nothing is dropped", () => {
  test("every word of the source is in the document or in the report", () => {
    fc.assert(
      fc.property(checklist, (source) => {
        fc.pre(source.trim() !== "");
        const text = reachable(read(source));
        expect((source.match(/word\d+q/g) ?? []).filter((word) => !text.includes(word))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("every line that is not blank is in the report once and in order", () => {
    fc.assert(
      fc.property(checklist, (source) => {
        fc.pre(source.trim() !== "");
        const { report } = read(source);
        const lines = source.split("\n");
        let next = 1;
        for (const {
          lines: [from, to],
        } of report) {
          expect(lines.slice(next - 1, from - 1).every((line) => line.trim() === "")).toBe(true);
          expect(from).toBeGreaterThanOrEqual(next);
          expect(to).toBeGreaterThanOrEqual(from);
          next = to + 1;
        }
        const separators = report
          .filter(({ became }) => became === "separator")
          .map((entry) => lines[entry.lines[0] - 1]);
        expect(
          separators.filter((line) => !/^[ >+-]*(?:\d[.)] *)?(?:[-*_ ]{3,}|<\/details>)$/.test(line ?? "")),
        ).toEqual([]);
        expect(lines.slice(next - 1).every((line) => line.trim() === "")).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
