import type { Lines } from "@/lib/domain/template-node";
import type { Block, Heading, List, Paragraph, Table } from "./block";
import { tableCells } from "./block-starts";
import { boxOf } from "./lead-ins";

const wiki = /^h([1-6])\.\s{1,3}(\S.*)$/;
const numbered = /^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s{1,3}\S.{0,78}[^.:;,]$/;
const counted = /^(\d{1,2})\s{1,3}\p{Lu}\p{L}[^.:;,|]{1,58}$/u;
const noHeading = /^(?:TODO|NOTE|NOTES|WARNING|CAUTION|IMPORTANT|TIP|OK|N\/A|TBD|YES|NO|GO|NO-?GO)\b/;

/**
 * Headings of texts that have none of Markdown's: lines in capitals, "1.1 Title", and those of the Jira and Confluence
 * wiki with its tables and numbered entries. Nothing changes in a text that has headings of its own.
 */
export function readPlainHeadings(blocks: Block[]): Block[] {
  const rows = blocks.flatMap((block) => (block.type === "paragraph" ? block.rows : []));
  if (rows.filter((row) => wiki.test(row)).length > 1) return blocks.flatMap(readWiki);
  const headings = blocks.filter((block) => block.type === "heading").length;
  if (headings > 1) return blocks;
  const counts = countedHeadings(blocks);
  const labels = labelHeadings(blocks, headings === 0);
  const found = blocks.map((block, at) =>
    at < blocks.length - 1 || headings > 0
      ? (headingOf(block) ?? (counts.has(block) || labels.has(block) ? 2 : undefined))
      : undefined,
  );
  const count = found.filter((each) => each !== undefined).length;
  if (count < 2) return blocks;
  return blocks.flatMap((block, at) => split(block, found[at], at === 0 && headings === 0));
}

/** "1 Preparation", "2 Switch": headings only when they count from 1 without a gap, each over something else. */
function countedHeadings(blocks: Block[]): Set<Block> {
  const found = blocks.filter(
    (block, at) =>
      block.type === "paragraph" &&
      block.rows.length === 1 &&
      counted.test((block.rows[0] ?? "").trim()) &&
      blocks[at + 1] !== undefined &&
      !counted.test(firstRow(blocks[at + 1])),
  );
  return new Set(
    found.length > 1 && found.every((block, at) => Number.parseInt(firstRow(block), 10) === at + 1) ? found : [],
  );
}

/** "Build steps", "Afterwards", each right above a list and nothing else of a sentence: headings where there are several. */
function labelHeadings(blocks: Block[], titled: boolean): Set<Block> {
  const short = (block: Block, words: number) =>
    block.type === "paragraph" &&
    block.rows.length === 1 &&
    /^[\p{Lu}\p{Lo}][^.:;,!?|*_`[\]<>=\d：。、，]{2,58}$/u.test(firstRow(block)) &&
    firstRow(block).split(/\s/).length <= words;
  const found = blocks.filter((block, at) => short(block, 5) && blocks[at + 1]?.type === "list");
  const [first] = blocks;
  const opens =
    titled && first !== undefined && short(first, 8) && blocks[1] !== undefined && found.includes(blocks[1]);
  return new Set(found.length > 1 ? [...(opens ? [first] : []), ...found] : []);
}

function firstRow(block: Block | undefined): string {
  return block?.type === "paragraph" ? (block.rows[0] ?? "").trim() : "";
}

/** The level of a paragraph whose first row stands like a heading. */
function headingOf(block: Block): number | undefined {
  if (block.type !== "paragraph") return undefined;
  const row = (block.rows[0] ?? "").trim();
  const number = numbered.exec(row)?.[1];
  if (number !== undefined && block.rows.length === 1 && !boxOf(row)) return 1 + number.split(".").length;
  const letters = row.match(/\p{Lu}/gu)?.length ?? 0;
  const loud = letters >= 4 && row.length <= 70 && !/\p{Ll}/u.test(row) && !/[.;,|_=`]|\d{2}:\d{2}/u.test(row);
  return loud && !boxOf(row) && !noHeading.test(row) ? 2 : undefined;
}

function split(block: Block, level: number | undefined, first: boolean): Block[] {
  if (level === undefined || block.type !== "paragraph") return [block];
  const [row = "", ...rest] = block.rows;
  return [headingAt(block, 0, first ? 1 : level, row), ...remainder(block, 1, rest)];
}

function headingAt(block: Paragraph, at: number, level: number, text: string): Heading {
  const line = block.lines[0] + at;
  return { type: "heading", level, text: text.trim().replace(/\s?:$/, ""), lines: [line, line], depth: block.depth };
}

function remainder(block: Paragraph, at: number, rows: string[]): Paragraph[] {
  const from = block.lines[0] + at;
  return rows.length === 0 ? [] : [{ ...block, rows, lines: [from, from + rows.length - 1] }];
}

function readWiki(block: Block): Block[] {
  if (block.type === "heading") return [entryOf(block)];
  if (block.type !== "paragraph") return [block];
  const made: Block[] = [];
  let plain: { from: number; rows: string[] } | undefined;
  const flush = () => {
    if (plain) made.push(...remainder(block, plain.from, plain.rows));
    plain = undefined;
  };
  for (let at = 0; at < block.rows.length; at += 1) {
    const row = block.rows[at] ?? "";
    const heading = wiki.exec(row.trim());
    const table = row.trim().startsWith("||") ? wikiTable(block, at) : undefined;
    if (!heading && !table) {
      plain = { from: plain?.from ?? at, rows: [...(plain?.rows ?? []), row] };
      continue;
    }
    flush();
    if (heading) made.push(headingAt(block, at, Number(heading[1]), heading[2] ?? ""));
    if (table) {
      made.push(table);
      at += table.rows.length - 2;
    }
  }
  flush();
  return made;
}

/** `# First step` is a numbered entry there. */
function entryOf(block: Heading): List {
  const first: Paragraph = { type: "paragraph", rows: [block.text], lines: block.lines, depth: block.depth + 1 };
  const entries = [{ lines: block.lines, depth: block.depth + 1, blocks: [first] }];
  return { type: "list", ordered: true, marker: "1.", entries, lines: block.lines, depth: block.depth };
}

/** `||Name||Owner||` over rows `|a|b|`. */
function wikiTable(block: Paragraph, at: number): Table | undefined {
  const head = (block.rows[at] ?? "").trim().replaceAll("||", "|");
  let end = at + 1;
  while (end < block.rows.length && /^\|(?!\|)/.test((block.rows[end] ?? "").trim())) end += 1;
  const width = tableCells(head).length;
  if (end === at + 1 || width < 2) return undefined;
  const rows = [head, `|${"---|".repeat(width)}`, ...block.rows.slice(at + 1, end).map((row) => row.trim())];
  const line = (row: number) => block.lines[0] + at + row;
  const lines: Lines = [line(0), line(end - at - 1)];
  return { type: "table", rows, at: [line(0), ...rows.slice(1).map((_, row) => line(row))], lines, depth: block.depth };
}
