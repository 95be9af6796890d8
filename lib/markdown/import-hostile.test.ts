import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importMarkdown } from "./import";
import { limits } from "./source-text";

/** Pieces that have brought Markdown parsers down, to be repeated and mixed. */
const pieces = [
  "[",
  "]",
  "(",
  "![",
  "*a ",
  "_b ",
  "**",
  "`",
  "``",
  "> ",
  "- ",
  "1. ",
  "\t",
  " ",
  "\\",
  "<a ",
  "<!--",
  "<b>",
  "|",
  "|-",
  "{",
  '{a="',
  "{#",
  "#",
  "=",
  "-",
  "~~~",
  "```",
  "\n",
  "\r",
  "\r\n",
  "[ ] ",
  "____",
  "....",
  "Date:",
  "**A**: ",
  "P95 < ",
  "200ms ",
  "(5 minutes) ",
  "Every 4 hours ",
  "üö",
  "‚úÖ",
  "👩‍👩‍👧",
  "é",
  "\ud800",
  "\u2028",
  "\ufeff",
  "a",
  "1",
  "a/b or c ",
  "Option A: ",
  '"quoted" ',
  "Error rate >5% ",
];
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: 30 })), { maxLength: 30 })
    .map((parts) => parts.map(([piece, times]) => piece.repeat(times)).join("")),
);

describe("hostile text", () => {
  test("gives a document or problems, never an exception, and a report that covers it", () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const outcome = importMarkdown(source);
        if (!outcome.ok) {
          expect(outcome.problems[0]?.line).toBeGreaterThan(0);
          return;
        }
        const { document, report } = outcome.value;
        expect(JSON.stringify(document).length).toBeLessThan(3000 + 20 * source.length);
        const covered = new Set(
          report.flatMap(({ lines: [from, to] }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
        );
        const missing = source
          .replace(/^\ufeff/, "")
          .split(/\r\n|\r|\n/)
          .flatMap((text, at) => (text.trim() !== "" && !covered.has(at + 1) ? [at + 1] : []));
        expect(missing).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each(pieces)("takes %j repeated in one long line, and line after line", (piece) => {
    const line = piece.repeat(Math.floor(40_000 / piece.length));
    const rows = `${piece}x\n`.repeat(limits.lines / 4);
    const started = process.cpuUsage();
    importMarkdown(`# T\n\n${line}`);
    importMarkdown(`- [ ] ${line}`);
    importMarkdown(`**${line}**: ${line.slice(0, 8000)}`);
    importMarkdown(rows);
    expect(milliseconds(started)).toBeLessThan(2000);
  });

  test.each([
    ["", "empty"],
    ["  \n\t\n", "empty"],
    ["a\u0000b", "zero bytes"],
    ["x".repeat(limits.bytes + 1), "bytes"],
    ["a\n".repeat(limits.lines + 1), "lines"],
    [`a\n${"b".repeat(limits.lineLength + 1)}`, "Line 2"],
    [Array.from({ length: 60 }, (_, at) => `${"  ".repeat(at)}- a`).join("\n"), "nests"],
  ])("refuses %#, saying why", (source, words) => {
    const outcome = importMarkdown(source);
    expect(outcome).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining(words) }] });
  });

  test.each([100, 1400])("answers %i sign-off blocks within two seconds", (count) => {
    const source = Array.from({ length: count }, (_, at) => `## P${at}\n\n- [ ] a\n\n### Sign-off\n\nLead: ____\n`);
    const started = process.cpuUsage();
    const outcome = importMarkdown(source.join(""));
    expect(milliseconds(started)).toBeLessThan(2000);
    if (count > limits.gates)
      expect(outcome).toMatchObject({ problems: [{ message: expect.stringContaining("at most 100 gates") }] });
    else expect(outcome).toMatchObject({ ok: true, value: { counts: { gates: count } } });
  });

  test("reads ten thousand lines within a second", () => {
    const part =
      "## Part\n\n- **Severity**: HIGH\n\n- [ ] **Check** `a` < 5 ms\n  - [ ] sub item\n\n```bash\nkubectl get pods\n```\n\n";
    const source = `# Big\n\n${part.repeat(910)}`;
    importMarkdown(part);
    const started = process.cpuUsage();
    const outcome = importMarkdown(source);
    expect(milliseconds(started)).toBeLessThan(1000);
    expect(outcome.ok && outcome.value.counts).toMatchObject({ tasks: 1820, commands: 910 });
  });
});

/** Processor time, which a busy machine doesn't stretch. */
function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
