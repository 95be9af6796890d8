import { describe, expect, test } from "vitest";
import { hostilePieces } from "@/scripts/fuzz/hostile-text";
import { importMarkdown } from "./import";
import { limits } from "./source-text";

describe("hostile text", () => {
  test.each(hostilePieces)("takes %j repeated in one long line, and line after line", (piece) => {
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
