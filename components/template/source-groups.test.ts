import { describe, expect, it } from "vitest";
import type { ReportEntry } from "@/lib/domain/import-report";
import { entryOfNode, groupSource } from "./source-groups";

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
