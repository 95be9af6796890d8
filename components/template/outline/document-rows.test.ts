import { describe, expect, it } from "vitest";
import type { ReportEntry } from "@/lib/domain/import-report";
import type { TemplateDocument } from "@/lib/domain/template";
import { documentRows } from "@/lib/domain/template-rows";
import { entryOfRow, rowOfEntry, rowsByLine } from "./document-rows";

const document: TemplateDocument = {
  schema: 1,
  title: "Tide tables",
  metadata: [],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "before",
      title: "Before",
      lines: [3, 3],
      content: [
        { kind: "note", markdown: "Read first", lines: [5, 6] },
        {
          kind: "item",
          key: "buoys",
          title: "Buoys answer",
          lines: [8, 8],
          content: [{ kind: "code", use: "command", text: "ping buoy", lines: [9, 11] }],
        },
        { kind: "note", markdown: "And then", lines: [13, 13] },
      ],
    },
    {
      kind: "gate",
      key: "sail",
      title: "May we sail?",
      asks: "deploy",
      lines: [15, 18],
      signoffs: [{ key: "pilot", title: "Pilot", roles: ["Pilot"], count: 1, wording: "", lines: [17, 17] }],
    },
  ],
};

const report: ReportEntry[] = [
  { lines: [1, 1], became: "title" },
  { lines: [3, 3], became: "phase", key: "before" },
  { lines: [5, 6], became: "note", key: "before" },
  { lines: [8, 8], became: "item", key: "buoys" },
  { lines: [9, 11], became: "command", key: "buoys" },
  { lines: [13, 13], became: "note", key: "before" },
  { lines: [17, 17], became: "signoff", key: "pilot" },
];

describe("the rows of a document", () => {
  const rows = documentRows(document);
  const byLine = rowsByLine(rows);

  it("stand in the order of reading, with where they are and a name that neighbours don't change", () => {
    expect(rows.map(({ id, path, depth }) => [id, path.join("."), depth])).toEqual([
      ["before", "0", 0],
      ["before/note-1", "0.0", 1],
      ["buoys", "0.1", 1],
      ["buoys/code-1", "0.1.0", 2],
      ["before/note-2", "0.2", 1],
      ["sail", "1", 0],
    ]);
  });

  it("are found from the report, and the report from them", () => {
    const found = report.map((entry) => rowOfEntry(rows, byLine, entry)?.id);
    expect(found).toEqual([undefined, "before", "before/note-1", "buoys", "buoys/code-1", "before/note-2", "sail"]);
    expect(rows.map((row) => entryOfRow(report, row))).toEqual([1, 2, 3, 4, 5, -1]);
  });
});
