import type { Table } from "./block";
import { rowLines, tableCells } from "./block-starts";
import { criterion, isFeared } from "./criteria";
import type { Draft, Holder } from "./draft";
import { isWanted, readThreshold } from "./expectations";
import { bareTitle, plainTitle } from "./inline";

const metricColumn =
  /^(?:metrics?|kpis?|indicators?|slos?|métriques?|indicateurs?|métricas?|indicador(?:es)?|metrich?e|metrica|indicatori?|kennzahl(?:en)?|metrik(?:en)?|messgröße|метрик[аи]|показател[ьи]|指标|指標|メトリクス|지표)$/iu;
const targetColumn =
  /^(?:targets?|goals?|objectives?|thresholds?|ziel(?:wert)?|sollwert|objectif|cible|seuil|objetivo|umbral|meta|obiettivo|soglia|цель|порог|目标值?|阈值|目標値?|基準値?|목표)$/iu;
const acting = /\balert|\baction|\broll-?\s?back|\btrigger|\bescalat|\breact|\bwarn|\bcritical\b/i;

/** Rows of metrics with the value each is to reach: what is judged by. False for any other table. */
export function addCriteriaTable(draft: Draft, holder: Holder, table: Table): boolean {
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  const metric = header.findIndex((cell) => metricColumn.test(cell));
  const target = header.findIndex((cell) => targetColumn.test(cell));
  const body = table.rows.slice(2).map((row) => tableCells(row));
  if (metric < 0 || target < 0 || isFeared(holder.node.title) || header.some((cell) => acting.test(cell))) return false;
  const read = body.map((cells) => readThreshold(titleOf(cells, metric, target)));
  const reached = read.filter((value) => value && isWanted(value)).length;
  if (body.length < 2 || reached * 2 < body.length || read.some((value) => value && !isWanted(value))) return false;
  for (const [at, cells] of body.entries()) {
    const lines = rowLines(table, at + 2);
    const more = cells.flatMap((cell, column) =>
      column === metric || column === target || !/[\p{L}\p{N}]/u.test(cell)
        ? []
        : [`${header[column]}: ${plainTitle(cell)}`],
    );
    const made = criterion(titleOf(cells, metric, target), lines);
    if (more.length > 0) made.title = `${made.title} (${more.join("; ")})`;
    holder.node.content.push(made);
    draft.claim(lines, "criterion", holder.node, cells.join(" | "));
    draft.guess(made, "criterion_heading");
  }
  draft.claim(table.lines, "criterion", holder.node, table.rows[0]);
  return true;
}

function titleOf(cells: string[], metric: number, target: number): string {
  return `${plainTitle(bareTitle(cells[metric] ?? ""))} ${plainTitle(cells[target] ?? "")}`.trim();
}
