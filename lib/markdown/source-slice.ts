import { LineScanner } from "./line-scanner";

/** Offset and pending tab columns packed in one number: `offset * 4 + pad`. */
export type Start = number;

/** The text of some lines as it reads inside `depth` containers, indentation of the first line taken from all. */
export function sliceLines(lines: string[], starts: Start[][], first: number, last: number, depth: number): string {
  const rows: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const all = starts[number - 1] ?? [0];
    const start = all[Math.min(depth, all.length - 1)] ?? 0;
    rows.push(" ".repeat(start % 4) + (lines[number - 1] ?? "").slice(Math.floor(start / 4)));
  }
  const scanner = new LineScanner(rows[0] ?? "");
  const indent = scanner.indent();
  return rows
    .map((row) => {
      const line = new LineScanner(row);
      line.skip(indent);
      return trimRow(line.rest());
    })
    .join("\n")
    .trimEnd();
}

/** Without white space at the end, but for the two blanks that break a line. */
function trimRow(row: string): string {
  const text = row.trimEnd();
  return row.length - text.length > 1 && text !== "" ? `${text}  ` : text;
}
