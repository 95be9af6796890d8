import type { Lines } from "@/lib/domain/template-node";
import type { Block, Entry, Html, List, Paragraph } from "./block";
import { htmlTable } from "./html-tables";
import { plainTitle } from "./inline";
import { boxOf } from "./lead-ins";

const heading = /^<h([1-6])(?:\s[^<>]{0,300})?>([\s\S]{1,600})<\/h\1>$/i;
const summaryStart = /<summary(?:\s[^<>]{0,300})?>/i;
const longestSummary = 600;

/** Headings, boxes and tables written as HTML as what they are; every other block as it was. */
export function readHtmlHeadings(blocks: Block[], lines: string[]): Block[] {
  return blocks.map((block): Block => {
    if (block.type !== "html") return block;
    const structure = htmlTable(block, lines) ?? htmlBoxes(block, lines);
    if (structure) return structure;
    if (block.lines[1] - block.lines[0] > 3) return block;
    const match = heading.exec(textOf(block.lines, lines));
    const text = plainTitle(match?.[2] ?? "");
    return match && text !== ""
      ? { type: "heading", level: Number(match[1]), text, lines: block.lines, depth: block.depth }
      : block;
  });
}

const checkbox = /^(?:<li(?:\s[^<>]{0,200})?>\s{0,8})?((?:<input\s[^<>]{0,200}>|[[［☐☑⬜□]).{0,600})$/iu;
const onlyTags = /^(?:<\/?(?:ul|ol|li|form|div|p|br)(?:\s[^<>]{0,200})?\/?>\s{0,8}){1,8}$/i;

/** A block of HTML of nothing but lines with a checkbox and the tags around them, as a list of boxes. */
function htmlBoxes(block: Html, lines: string[]): List | undefined {
  const entries: Entry[] = [];
  for (let line = block.lines[0]; line <= block.lines[1]; line += 1) {
    const text = (lines[line - 1] ?? "").trim();
    if (text === "" || onlyTags.test(text)) continue;
    const box = boxOf(checkbox.exec(text)?.[1]?.replace(/<\/li>$/i, "") ?? "");
    if (!box) return undefined;
    const at: Lines = [line, line];
    const rows = [`[${box.checked ? "x" : " "}] ${box.text}`];
    const first: Paragraph = { type: "paragraph", rows, lines: at, depth: block.depth + 1 };
    entries.push({ lines: at, depth: block.depth + 1, blocks: [first] });
  }
  return entries.length === 0
    ? undefined
    : { type: "list", ordered: false, marker: "-", entries, lines: block.lines, depth: block.depth };
}

function textOf([first, last]: Lines, lines: string[]): string {
  return lines
    .slice(first - 1, last)
    .map((line) => line.trim())
    .join(" ")
    .trim();
}

/** The title of a block that opens a part to unfold, and nothing else. */
export function summaryOf(block: Html, lines: string[]): string | undefined {
  if (block.lines[1] - block.lines[0] > 4) return undefined;
  const text = textOf(block.lines, lines);
  const start = summaryStart.exec(text);
  if (!start) return undefined;
  const inner = text.slice(start.index + start[0].length);
  const length = inner.slice(0, longestSummary + "</summary>".length).search(/<\/summary>/i);
  if (length < 0) return undefined;
  const around = text.slice(0, start.index) + inner.slice(length + "</summary>".length);
  const rest = around.replace(/<details(?:\s[^<>]{0,100})?>/i, "").trim();
  const title = plainTitle(inner.slice(0, length));
  return rest === "" && title !== "" ? title : undefined;
}

/** True for the end of a part to unfold. */
export function closesDetails(block: Html, lines: string[]): boolean {
  return /^<\/details>$/i.test(textOf(block.lines, lines));
}
