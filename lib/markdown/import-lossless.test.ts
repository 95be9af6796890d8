import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
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

/** A line without its markup: quote marks, list marks, boxes, fences, tags and what stands between words. */
function proseOf(line: string): string[] {
  const text = line
    .replace(/^[\s>]*/, "")
    .replace(/^(?:[-*+]|\d{1,9}[.)])(?=\s|$)\s*/, "")
    .replace(/^(?:[-*+]|\d{1,9}[.)])(?=\s|$)\s*/, "")
    .replace(/\[[ xX]\]/g, " ")
    .replace(/[☐☑☒⬜□]/gu, " ")
    .replace(/^(?:`{3,}|~{3,}).*$/, "")
    .replace(/<\/?[a-z][^<>]*>|<!--|-->/gi, " ");
  return split(text);
}

function split(text: string): string[] {
  return text
    .replace(/[`~^+=|<>]|\ufe0f/g, " ")
    .split(/[^\p{L}\p{N}\p{M}\p{S}%@&]+/u)
    .filter((word) => word !== "");
}

/** Lines with words that neither a node of just these lines nor their entry in the report says. */
function unreachable(source: string, result: ImportResult): string[] {
  const lines = (result.text ?? source).split(/\r\n|\r|\n/);
  const near: string[][] = lines.map(() => []);
  const put = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const {
      lines: at,
      key: _,
      content: __,
      ...own
    } = value as { lines?: [number, number]; key?: string; content?: unknown };
    if (at)
      for (let line = at[0]; line <= at[1]; line += 1) near[line - 1]?.push(JSON.stringify(own).replaceAll("\\n", " "));
    for (const each of Object.values(value)) put(each);
  };
  put(result.document);
  for (const { lines: at, note, warning, became } of result.report)
    for (let line = at[0]; line <= at[1]; line += 1)
      near[line - 1]?.push(note ?? "", warning ?? "", became === "title" ? result.document.title : "");
  return lines.flatMap((line, at) => {
    const said = new Set(split((near[at] ?? []).join(" ").replaceAll('\\"', '"')));
    const text = [...said].join(" ");
    const gone = proseOf(line).filter((word) => !said.has(word) && !text.includes(word));
    return gone.length > 0 ? [`${at + 1}: ${line} (${gone.join(" ")})`] : [];
  });
}

const symbols = fc.constantFrom(
  "€",
  "99,9 %",
  "naïve",
  "日本語",
  "a@b.example",
  "R&D",
  "½",
  "©",
  "№ 7",
  "e\u0301",
  "C3",
  "-5 °C",
  "Ω",
);
const spelt = checklist.chain((source) =>
  fc.array(symbols, { minLength: source.split("\n").length, maxLength: source.split("\n").length }).map((extra) =>
    source
      .split("\n")
      .map((line, at) => (/word\d+q$/.test(line) ? `${line} ${extra[at]} end` : line))
      .join("\n"),
  ),
);

const seeds = path.resolve(import.meta.dirname, "../../../shared/seeds");
const seedNames = existsSync(seeds) ? readdirSync(seeds).sort() : [];

describe("every character but markup is found in its place", () => {
  test("in generated documents", () => {
    fc.assert(
      fc.property(spelt, (source) => {
        fc.pre(source.trim() !== "");
        expect(unreachable(source, read(source))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test.skipIf(seedNames.length < 5)("in the five documents", () => {
    for (const name of seedNames) {
      const source = readFileSync(path.join(seeds, name), "utf8");
      expect(unreachable(source, read(source)), name).toEqual([]);
    }
  });
});

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
