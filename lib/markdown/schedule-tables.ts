import type { Item } from "@/lib/domain/template";
import type { Table } from "./block";
import { rowLines, tableCells } from "./block-starts";
import type { Draft, Holder } from "./draft";
import { attributeOf } from "./facts";
import { bareTitle, plainTitle } from "./inline";
import { shorten } from "./shorten";

const timeColumn =
  /^(?:(?:start(?:ing)? |planned |target )?time|when|start|clock|t|uhrzeit|zeit(?:punkt)?|heure|quand|hora|cuándo|quando|ora|время|когда|时间|时刻|時刻|時間|시간)(?:\s?\(.{1,20}\))?$/iu;
const stepColumn =
  /^(?:steps?|activit(?:y|ies)|actions?|tasks?|what|events?|milestones?|aufgabe|schritt|aktion|maßnahme|action|étape|tâche|acción|paso|tarea|actividad|ação|passo|tarefa|atividade|azione|attività|действие|шаг|задача|步骤|任务|事项|内容|作業|手順|作業内容|작업|단계)$/iu;
const offset = /^T\s?([-+])\s?(\d{1,4})\s?(m|h|d)(?:in|ours?|rs?|ays?)?$/i;
const moment =
  /^(?:T(?:\s?[-+=]?\s?0(?:\s?[mhd])?)?|T\s?[-+]\s?\d{1,4}\s?[a-z]{1,7}|(?:\d{4}-\d{2}-\d{2}\s)?\d{1,2}[:h.]\d{2}.{0,20})$/i;

function placedAt(said: string): Pick<Item, "due" | "dated"> {
  const due = offset.exec(said);
  if (due) return { due: `T${due[1]}${due[2]}${due[3]?.toLowerCase()}` };
  if (/^T/i.test(said)) return { due: "T" };
  return said === "" ? {} : { dated: shorten(said, 120) };
}

/** What a column "Time" says of the row it stands in: `08:30`, `T-2h`; undefined for any other cell. */
export function timeOfRow(header: string, cell: string): Pick<Item, "due" | "dated"> | undefined {
  const said = plainTitle(cell);
  return timeColumn.test(header) && moment.test(said) ? placedAt(said) : undefined;
}

/** Rows of a table of what happens when: each a step with its time, whose it is and how long it takes. */
export function addScheduleTable(draft: Draft, holder: Holder, table: Table): boolean {
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  const time = header.findIndex((cell) => timeColumn.test(cell));
  const step = header.findIndex((cell, at) => at !== time && stepColumn.test(cell));
  const body = table.rows.slice(2).map((row) => tableCells(row));
  const timed = body.filter((cells) => moment.test(plainTitle(cells[time] ?? ""))).length;
  if (time < 0 || step < 0 || body.length < 2 || timed * 3 < body.length * 2) return false;
  for (const [at, cells] of body.entries()) {
    const lines = rowLines(table, at + 2);
    const title = bareTitle(cells[step] ?? "");
    if (title === "") continue;
    const item: Item = { kind: "item", key: "", title, lines, content: [] };
    Object.assign(item, placedAt(plainTitle(cells[time] ?? "")));
    const rest = cells.flatMap((cell, column): string[] => {
      if (column === time || column === step || cell === "") return [];
      const fact = `${header[column] ?? ""}: ${cell}`;
      const attribute = attributeOf(fact);
      if (attribute) Object.assign(item, attribute);
      return attribute ? [] : [`- ${fact}`];
    });
    if (rest.length > 0) item.content.push({ kind: "note", markdown: rest.join("\n"), lines });
    holder.node.content.push(item);
    draft.claim(lines, "item", item, cells.join(" | "));
    draft.guess(item, "item_scheduled");
  }
  draft.claim(table.lines, "item", holder.node, table.rows[0]);
  return true;
}
