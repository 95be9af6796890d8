import type { Block, Paragraph } from "./block";
import { delimiterColumns, type ListMark, tableCells } from "./block-starts";

/**
 * A bold line at the margin right below a list is meant as a heading, though Markdown reads it as the end of the last entry.
 * The one place where this parser leaves the specification on purpose.
 */
export function isBoldRow(row: string): boolean {
  const text = row.trimEnd();
  const end = text.indexOf("**", 2);
  return text.startsWith("**") && end > 2 && (end + 2 === text.length || text.slice(end + 2) === ":");
}

/** What may follow a line of text without a blank line between them: no empty entry, and numbers only from 1. */
export function interrupts(mark: ListMark, text: string): boolean {
  return mark.start === 1 && text.slice(mark.width).trim() !== "";
}

/** A paragraph whose second row is a delimiter row is a table, the rows above its header stay text. */
export function closeParagraph(block: Paragraph, into: Block[]): void {
  const last = block.rows.length - 1;
  block.rows[last] = (block.rows[last] ?? "").trimEnd();
  for (let at = 1; at < block.rows.length; at += 1) {
    const columns = delimiterColumns(block.rows[at] ?? "");
    const header = block.rows[at - 1] ?? "";
    if (columns === undefined || !header.includes("|") || tableCells(header).length !== columns) continue;
    const start = block.lines[0] + at - 1;
    const rows = block.rows.splice(at - 1).map((row) => row.trim());
    if (block.rows.length === 0) into.pop();
    else block.rows[at - 2] = (block.rows[at - 2] ?? "").trimEnd();
    into.push({ type: "table", rows, lines: [start, block.lines[1]], depth: block.depth });
    block.lines = [block.lines[0], start - 1];
    return;
  }
}
