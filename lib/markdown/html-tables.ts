import type { Html, Table } from "./block";
import { plainTitle } from "./inline";

const cellStart = /<t[dh](?:\s[^<>]{0,300})?>/i;
const ticked = /<input\s[^<>]{0,200}\bchecked\b[^<>]{0,100}>/gi;
const checkbox = /<input\s[^<>]{0,200}\bcheckbox\b[^<>]{0,200}>/gi;
const wrapper = /<\/?(?:table|thead|tbody|tfoot|tr|td|th|div|center|colgroup|col)(?:\s[^<>]{0,300})?>/gi;

type Row = { cells: string[]; line: number };

/** A table written as HTML as what it is; undefined for one with anything outside its cells, or that goes on below. */
export function htmlTable(block: Html, lines: string[]): Table | undefined {
  const text = lines.slice(block.lines[0] - 1, block.lines[1]).join("\n");
  if (!/^\s*(?:<(?:div|center)(?:\s[^<>]{0,300})?>\s*)?<table[\s>]/i.test(text) || !/<\/table>/i.test(text))
    return undefined;
  const rows: Row[] = [];
  let outside = "";
  let from = 0;
  const lower = text.toLowerCase();
  for (let at = lower.indexOf("<tr"); at >= 0; at = lower.indexOf("<tr", from)) {
    const end = lower.indexOf("</tr>", at);
    if (end < 0) return undefined;
    const [before = "", ...cells] = text.slice(at, end).split(cellStart);
    outside += text.slice(from, at) + before;
    rows.push({ cells: cells.map(cellText), line: block.lines[0] + text.slice(0, at).split("\n").length - 1 });
    from = end + 5;
  }
  const width = Math.max(...rows.map(({ cells }) => cells.length), 0);
  if (rows.length < 2 || width < 2 || (outside + text.slice(from)).replace(wrapper, "").trim() !== "") return undefined;
  const written = rows.map(({ cells }) => `| ${[...cells, ...Array(width - cells.length).fill("")].join(" | ")} |`);
  const [first = "", ...body] = written;
  const [head = block.lines[0], ...at] = rows.map(({ line }) => line);
  const delimiter = `|${"---|".repeat(width)}`;
  return {
    type: "table",
    rows: [first, delimiter, ...body],
    at: [head, head, ...at],
    lines: block.lines,
    depth: block.depth,
  };
}

function cellText(html: string): string {
  const words = html
    .replace(ticked, " ☑ ")
    .replace(checkbox, " ☐ ")
    .replace(/<(?:br|p|li)\s?\/?>/gi, " ")
    .replace(/<[^<>]{1,300}>/g, "");
  return plainTitle(words).replaceAll("|", "\\|");
}
