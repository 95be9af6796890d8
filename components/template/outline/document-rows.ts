import type { ReportEntry } from "@/lib/domain/import-report";
import type { DocumentRow } from "@/lib/domain/template-rows";
import { entryOfNode } from "../source-groups";

/** The element of a row. */
export function rowElementId(id: string): string {
  return `row-${id}`;
}

/** Which row each line of the source became, by line number: the smallest that holds it. */
export function rowsByLine(rows: readonly DocumentRow[]): ReadonlyMap<number, DocumentRow> {
  const byLine = new Map<number, DocumentRow>();
  const widest = [...rows].sort((a, b) => span(b) - span(a));
  for (const row of widest) {
    const [from, to] = row.node.lines ?? [1, 0];
    for (let line = from; line <= to; line += 1) byLine.set(line, row);
    if (row.node.kind !== "gate") continue;
    for (const { lines } of row.node.signoffs) for (const line of lines ?? []) byLine.set(line, row);
  }
  return byLine;
}

function span({ node }: DocumentRow): number {
  return node.lines ? node.lines[1] - node.lines[0] : 0;
}

/** The row a report entry tells of; none for the title, metadata and separators. */
export function rowOfEntry(
  rows: readonly DocumentRow[],
  byLine: ReadonlyMap<number, DocumentRow>,
  entry: ReportEntry,
): DocumentRow | undefined {
  return byLine.get(entry.lines[0]) ?? rows.find(({ node }) => "key" in node && node.key === entry.key);
}

/** The report entry a row came from, -1 for what no line stands for. */
export function entryOfRow(report: readonly ReportEntry[], { node }: DocumentRow): number {
  const line = node.lines?.[0];
  const standing = line ? report.findIndex(({ lines: [from, to] }) => from <= line && line <= to) : -1;
  return standing >= 0 || !("key" in node) ? standing : entryOfNode(report, node.key);
}
