import { describe, expect, it } from "vitest";
import type { ReportEntry } from "@/lib/domain/import-report";
import { entryOfNode, groupSource, noteBeside } from "./source-groups";

const report: ReportEntry[] = [
  { lines: [1, 1], became: "title" },
  { lines: [3, 3], became: "attribute", key: "backup" },
  { lines: [4, 5], became: "section", key: "backup" },
];

describe("groupSource", () => {
  it("puts every line into one group, in order", () => {
    const source = "# A\n\nsev\n## Backup\nmore\n\nend";
    const groups = groupSource(source, report);
    expect(groups.map(({ entry, from, lines }) => [entry?.became ?? null, from, lines.length])).toEqual([
      ["title", 1, 1],
      [null, 2, 1],
      ["attribute", 3, 1],
      ["section", 4, 2],
      [null, 6, 1],
      [null, 7, 1],
    ]);
    expect(groups.flatMap(({ lines }) => lines).join("\n")).toBe(source);
  });

  it("survives a report of a longer text and other line ends", () => {
    const groups = groupSource("# A\r\n\r\nsev", report);
    expect(groups.flatMap(({ lines }) => lines)).toEqual(["# A", "", "sev"]);
  });
});

describe("entryOfNode", () => {
  it("prefers what names the node to what belongs to it", () => {
    expect(entryOfNode(report, "backup")).toBe(2);
    expect(entryOfNode(report, "unknown")).toBe(-1);
  });
});

it("says beside a line what the line doesn't say itself", () => {
  const beside = (note: string, ...lines: string[]) =>
    noteBeside({ entry: { lines: [1, lines.length], became: "attribute", note }, index: 0, from: 1, lines });
  expect(beside("**Severity**: CRITICAL", "- **Severity**: CRITICAL")).toBeUndefined();
  expect(beside("a long paragraph that goes…", "  a long paragraph", "  that goes on")).toBeUndefined();
  expect(beside("corrected by hand; **Owner**: Ana", "- **Owner**: Ana")).toBe("corrected by hand; **Owner**: Ana");
  expect(beside("of its section", "- **Severity**: HIGH")).toBe("of its section");
});
