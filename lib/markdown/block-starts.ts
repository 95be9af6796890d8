import type { Lines } from "@/lib/domain/template-node";

/** How the first line of each kind of block looks; `text` is the line without its indentation (at most three columns). */

export function headingStart(text: string): { level: number; text: string } | undefined {
  let level = 0;
  while (text[level] === "#") level += 1;
  const next = text[level];
  if (level === 0 || level > 6 || !(next === undefined || next === " " || next === "\t")) return undefined;
  let content = text.slice(level).trim();
  let end = content.length;
  while (end > 0 && content[end - 1] === "#") end -= 1;
  const before = content[end - 1];
  if (end === 0) content = "";
  else if (end < content.length && (before === " " || before === "\t")) content = content.slice(0, end).trimEnd();
  return { level, text: content };
}

export type FenceMark = { char: string; size: number; info: string };

export function fenceStart(text: string): FenceMark | undefined {
  const char = text[0];
  if (char !== "`" && char !== "~") return undefined;
  let size = 0;
  while (text[size] === char) size += 1;
  if (size < 3) return undefined;
  const info = text.slice(size).trim();
  if (char === "`" && info.includes("`")) return undefined;
  return { char, size, info };
}

export function fenceEnds(text: string, mark: FenceMark): boolean {
  let size = 0;
  while (text[size] === mark.char) size += 1;
  return size >= mark.size && text.slice(size).trim() === "";
}

export function isRule(text: string): boolean {
  const char = text[0];
  if (char !== "-" && char !== "*" && char !== "_") return false;
  let marks = 0;
  for (const each of text) {
    if (each === char) marks += 1;
    else if (each !== " " && each !== "\t") return false;
  }
  return marks >= 3;
}

/** Level of the heading that a setext underline makes of the paragraph above it. */
export function underlineLevel(text: string): 1 | 2 | undefined {
  const line = text.trimEnd();
  const char = line[0];
  if (char !== "=" && char !== "-") return undefined;
  for (const each of line) if (each !== char) return undefined;
  return char === "=" ? 1 : 2;
}

export type ListMark = { width: number; kind: string; ordered: boolean; start: number };

export function listStart(text: string): ListMark | undefined {
  const bullet = text[0];
  if (bullet === "-" || bullet === "+" || bullet === "*") {
    return endsMarker(text, 1) ? { width: 1, kind: bullet, ordered: false, start: 1 } : undefined;
  }
  let digits = 0;
  while (digits < 10 && isDigit(text[digits])) digits += 1;
  const mark = text[digits];
  if (digits === 0 || digits > 9 || (mark !== "." && mark !== ")") || !endsMarker(text, digits + 1)) return undefined;
  return { width: digits + 1, kind: mark, ordered: true, start: Number(text.slice(0, digits)) };
}

function endsMarker(text: string, at: number): boolean {
  const next = text[at];
  return next === undefined || next === " " || next === "\t";
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= "0" && char <= "9";
}

const rawTags = /^<(?:script|pre|style|textarea)(?:[\s>]|$)/i;
const blockTags =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s>]|\/>|$)/i;
const loneTag = /^<(?:\/[a-z][a-z0-9-]*[ \t]*|[a-z][a-z0-9-]*(?:\s[^<>]*)?)>[ \t]*$/i;

/** Where an HTML block ends: at a line holding a string of `closers`, or (`"blank"`) before the next blank line. */
export type HtmlEnd = { closers: string[] } | "blank";

export function htmlStart(text: string, interrupting: boolean): HtmlEnd | undefined {
  if (text[0] !== "<") return undefined;
  if (rawTags.test(text)) return { closers: ["</script>", "</pre>", "</style>", "</textarea>"] };
  if (text.startsWith("<!--")) return { closers: ["-->"] };
  if (text.startsWith("<?")) return { closers: ["?>"] };
  if (text.startsWith("<![CDATA[")) return { closers: ["]]>"] };
  if (/^<![a-z]/i.test(text)) return { closers: [">"] };
  if (blockTags.test(text)) return "blank";
  return !interrupting && loneTag.test(text) ? "blank" : undefined;
}

export function htmlEnds(text: string, end: HtmlEnd): boolean {
  if (end === "blank") return false;
  const line = text.toLowerCase();
  return end.closers.some((closer) => line.includes(closer.toLowerCase()));
}

/** Number of columns of a table's delimiter row, or undefined when the line is none. */
export function delimiterColumns(row: string): number | undefined {
  const text = row.trim();
  if (!text.includes("-")) return undefined;
  const cells = tableCells(text);
  return cells.every((cell) => /^:?-+:?$/.test(cell)) ? cells.length : undefined;
}

/** The lines of the source a table's row stands on. */
export function rowLines({ lines, at }: { lines: Lines; at?: number[] }, row: number): Lines {
  const from = at?.[row] ?? lines[0] + row;
  return [from, at ? (at[row + 1] ?? lines[1] + 1) - 1 : from];
}

/** The line of the source that the first row of a code block stands on. */
export function codeStart({ lines, fenced }: { lines: Lines; fenced: boolean }): number {
  return fenced ? lines[0] + 1 : lines[0];
}

/** The cells of one table row, trimmed; `\|` is no border. */
export function tableCells(row: string): string[] {
  let text = row.trim();
  if (text.startsWith("|")) text = text.slice(1);
  const cells: string[] = [];
  let cell = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (char === "\\" && text[at + 1] === "|") {
      cell += "\\|";
      at += 1;
    } else if (char === "|") {
      cells.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  if (cell.trim() !== "" || cells.length === 0) cells.push(cell.trim());
  return cells;
}
