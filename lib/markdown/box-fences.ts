import type { Item } from "@/lib/domain/template";
import type { Lines } from "@/lib/domain/template-node";
import type { Fence } from "./block";
import { codeStart } from "./block-starts";
import type { Draft, Holder } from "./draft";
import { boxOf } from "./lead-ins";
import { addBoxRow } from "./list-items";

const frame = /^[\s│┃║|]{0,12}|[\s│┃║|]{0,200}$/gu;
const drawing = /^[\s─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬+|=-]{1,300}$/u;

/** A line set in below a box says more of it. */
function addRest(draft: Draft, item: Item, row: string, lines: Lines): void {
  const above = item.content.at(-1);
  if (above?.kind === "note" && above.lines?.[1] === lines[0] - 1) {
    above.markdown = `${above.markdown}\n${row}`;
    above.lines = [above.lines[0], lines[1]];
  } else item.content.push({ kind: "note", markdown: row, lines });
  draft.claim(lines, "note", item);
}

/** A fenced text that draws boxes to tick, perhaps in a frame: each an item, its other words notes. */
export function addBoxFence(draft: Draft, holder: Holder, block: Fence): boolean {
  if (!block.fenced || !/^(?:text|txt|plain|plaintext)?$/i.test(block.info)) return false;
  const rows = block.text.split("\n").map((row) => (row.length > 400 ? row : row.replace(frame, "")));
  const written = block.text.split("\n");
  const more = (at: number) => /^\s{2,}\S/.test(written[at] ?? "") && !boxOf(rows[at] ?? "");
  const said = rows.filter((row, at) => row !== "" && !drawing.test(row) && !more(at));
  const boxes = said.filter((row) => boxOf(row)).length;
  if (boxes < 2 || boxes * 2 < said.length) return false;
  for (const [at, row] of rows.entries()) {
    const lines: Lines = [codeStart(block) + at, codeStart(block) + at];
    if (row === "" || drawing.test(row)) continue;
    const last = holder.node.content.at(-1);
    if (boxOf(row)) addBoxRow(draft, holder, row, lines);
    else if (more(at) && last?.kind === "item" && (last.lines?.[0] ?? 0) >= codeStart(block))
      addRest(draft, last, row, lines);
    else {
      holder.node.content.push({ kind: "note", markdown: row, lines });
      draft.claim(lines, "note", holder.node);
    }
  }
  draft.claim(block.lines, "note", holder.node, "a frame drawn around boxes");
  return true;
}
