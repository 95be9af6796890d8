import type { Item, Lines } from "@/lib/domain/template";
import type { Table } from "./block";
import { tableCells } from "./block-starts";
import type { Draft, Holder } from "./draft";
import { attributeOf } from "./facts";
import { bareTitle, plainTitle } from "./inline";

const box = /^(?:\[([ xX])?\]|[☐☑☒⬜✅❌✔✗])\ufe0f?$/u;
const ticked = /^(?:\[[xX]\]|[☑☒✅✔])/u;
const titleColumn =
  /^(?:items?|tasks?|checks?|steps?|activit(?:y|ies)|requirements?|descriptions?|actions?|criteri(?:a|on)|checklist.{0,20}|what)$/i;
const indexColumn = /^(?:#|no\.?|nr\.?|id|ref|step #)$/i;

/** Rows of a table with a column of boxes, as items; false when it is another kind of table. */
export function addTableItems(draft: Draft, holder: Holder, table: Table): boolean {
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  const body = table.rows.slice(2).map((row) => tableCells(row));
  const boxes = header.findIndex(
    (_, at) => body.length > 0 && body.filter((cells) => box.test(cells[at] ?? "")).length * 2 >= body.length,
  );
  if (boxes < 0) return false;
  const named = header.findIndex((name, at) => at !== boxes && titleColumn.test(name));
  const title = named >= 0 ? named : header.findIndex((name, at) => at !== boxes && !indexColumn.test(name));
  if (title < 0) return false;
  for (const [at, cells] of body.entries()) {
    const line = table.lines[0] + at + 2;
    const words = bareTitle(cells[title] ?? "");
    if (words === "" || !box.test(cells[boxes] ?? "")) addRemark(draft, holder, cells, [line, line]);
    else addRow(draft, holder, { words, header, cells, skip: [title, boxes] }, [line, line]);
  }
  draft.claim(table.lines, "item", holder.node, table.rows[0]);
  return true;
}

type Row = { words: string; header: string[]; cells: string[]; skip: number[] };

/** Known columns (owner, priority, estimate) become attributes, the other cells notes below the item. */
function addRow(draft: Draft, holder: Holder, { words, header, cells, skip }: Row, lines: Lines): void {
  const item: Item = { kind: "item", key: "", title: words, lines, content: [] };
  if (ticked.test(cells[skip[1] ?? 0] ?? "")) item.checked = true;
  const rest: string[] = [];
  for (const [at, cell] of cells.entries()) {
    if (skip.includes(at) || cell === "") continue;
    const fact = `${header[at] ?? ""}: ${cell}`;
    const attribute = attributeOf(fact);
    if (attribute) Object.assign(item, attribute);
    else rest.push(`- ${header[at] ? fact : cell}`);
  }
  if (rest.length > 0) item.content.push({ kind: "note", markdown: rest.join("\n"), lines });
  holder.node.content.push(item);
  draft.claim(lines, "item", item, cells.join(" | "));
}

function addRemark(draft: Draft, holder: Holder, cells: string[], lines: Lines): void {
  const markdown = cells.filter((cell) => cell !== "").join(" | ");
  if (markdown !== "") holder.node.content.push({ kind: "note", markdown, lines });
  draft.claim(lines, "note", holder.node);
}
