import type { Item, Section } from "@/lib/domain/template";
import type { Lines } from "@/lib/domain/template-node";
import type { Table } from "./block";
import { rowLines, tableCells } from "./block-starts";
import { commandOfRow } from "./command-tables";
import type { Draft, Holder } from "./draft";
import { isWanted, readThreshold } from "./expectations";
import { attributeOf } from "./facts";
import { bareTitle, plainTitle, unbold } from "./inline";
import { isRole } from "./role";
import { timeOfRow } from "./schedule-tables";

const box = /^(?:[-*]\s)?(?:(?:\[([ xX])?\]|[☐☑☒⬜🔲✅❌✔✗])\ufe0f?|(?:\[[ xX]?\]|[☐☑☒⬜🔲])\ufe0f?\s\S.{0,80})$/u;
const statusColumn =
  /^(?:(?:current )?status|results?|state|resultado|ergebnis|résultat|resultado|esito|результат|结果|結果|done\??|completed?\??|stand|erledigt|statut|état|estado|stato|fait|hecho|статус|готово|状态|完成|ステータス|状況|完了)$/iu;
const statusWord =
  /^(?:[✅❌⏳🔄🟢🟡🔴⚪⚠]\ufe0f?\s?)?(?:not started|to-?do|open|pending|in progress|started|wip|done|complete[d]?|pass(?:ed)?|fail(?:ed)?|partial|blocked|ok|yes|no|n\/a|tbd|planned|ready|🔄|not ready|verified|offen|erledigt|in arbeit|fertig|geplant|à faire|en cours|fait|terminé|pendiente|en curso|en progreso|hecho|completado|pendente|em andamento|feito|concluído|da fare|in corso|fatto|completato|не начато|в работе|готово|выполнено|未开始|进行中|已完成|待处理|未着手|進行中|対応中|完了|未完了)$/iu;
const doneWord =
  /\b(?:done|complete[d]?|pass(?:ed)?|ok|yes|verified|erledigt|fertig|fait|terminé|hecho|completado|feito|concluído|fatto|completato)\b|готово|выполнено|已完成|(?<!未)完了/iu;
const ownerColumn =
  /\bowner\b|^responsib|^assigned|^who$|verantwortlich|zuständig|responsable|responsável|responsabile|ответствен|负责人|担当/iu;
const ticked = /^(?:[-*]\s)?(?:\[[xX]\]|[☑☒✅✔])/u;
const titleColumn =
  /^(?:items?|tasks?|checks?|activit(?:y|ies)|requirements?|descriptions?|actions?|controls?|check\s?(?:items?|points?)|检查内容|チェック項目|점검 항목|aktion|criteri(?:a|on)|checklist.{0,20}|what|punkt|aufgabe|prüfpunkt|schritt|maßnahme|tâche|action|étape|élément|tarea|acción|paso|tarefa|ação|item|passo|attività|azione|voce|задача|пункт|действие|шаг|任务|事项|检查项|步骤|内容|項目|作業|タスク|確認項目|操作|操作内容|作業内容|작업|조치|항목|steps?)$/iu;
const leadingBox = /^(?:[-*]\s)?(?:\[[ xX]?\]|[☐☑☒⬜🔲✅❌✔✗])\ufe0f?\s{0,3}/u;
const legend = /\blegend\b|legende|leyenda|légende|legenda|легенда|图例|凡例|범례|\bsymbols?\b/iu;
const stepColumn = /^(?:steps?|schritte?|étapes?|pasos?|passos?|passaggio|шаг|步骤|ステップ|手順|단계)$/iu;
const acting =
  /^(?:steps?|actions?|tasks?|activit(?:y|ies)|schritt|aktion|maßnahme|aufgabe|étape|tâche|acción|tarea|paso|ação|tarefa|passo|azione|attività|действие|шаг|задача|操作|步骤|任务|作業|手順|タスク|작업|조치)$/iu;
const rowNumber = /^\d{1,4}(?:\.\d{1,4}){0,4}[.)]?$/;
const kindColumn =
  /^(?:categor(?:y|ies)|areas?|domains?|types?|groups?|kategorie|bereich|catégorie|domaine|categoría|área|categoria|ámbito|categoria|ambito|категория|область|раздел|类别|分类|カテゴリー?|分類|区分|구분|분류)$/iu;
const targetColumn =
  /^(?:targets?|goals?|thresholds?|expected|ziel(?:wert)?|sollwert|objectif|cible|seuil|objetivo|umbral|meta|limite|obiettivo|soglia|цель|порог|目标|阈值|目標値?|基準値?|목표)$/iu;
const indexColumn = /^(?:#|n[o°º]\.?|nr\.?|id|ref|step #|№|番号|序号|编号|번호)$/iu;

/** True for a table that holds something to do: a column of boxes, or tasks with where they stand or whose they are. */
export function isTaskTable(table: Table): boolean {
  const { header, body } = cellsOf(table);
  return boxColumn(header, body) >= 0 || statusPlan(header, body) !== undefined;
}

function cellsOf(table: Table): { header: string[]; body: string[][] } {
  return {
    header: tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell)),
    body: table.rows.slice(2).map((row) => tableCells(row)),
  };
}

function boxColumn(header: string[], body: string[][]): number {
  return header.findIndex(
    (_, at) => body.length > 0 && body.filter((cells) => box.test(cells[at] ?? "")).length * 2 >= body.length,
  );
}

/** Rows of a table with a column of boxes, as items; false when it is another kind of table. */
export function addTableItems(draft: Draft, holder: Holder, table: Table): boolean {
  const { header, body } = cellsOf(table);
  const boxes = boxColumn(header, body);
  if (boxes < 0) return addStatusRows(draft, holder, table, header, body);
  const title = titleAt(header, body, boxes);
  if (title < 0 || legend.test(holder.node.title)) return false;
  const several = severalBoxes(header, body, title);
  if (several) {
    for (const [at, cells] of body.entries())
      addBoxCells(draft, holder, { header, cells, title, boxes: several }, rowLines(table, at + 2));
    draft.claim(table.lines, "item", holder.node, table.rows[0]);
    return true;
  }
  const parts: Holder[] = [holder];
  for (const [at, cells] of body.entries()) {
    const lines = rowLines(table, at + 2);
    const words = bareTitle((cells[title] ?? "").replace(title === boxes ? leadingBox : /^$/, ""));
    const into = parts.at(-1) as Holder;
    if (isPartRow(cells)) parts.splice(1, 1, addPart(draft, holder, words, lines));
    else if (words === "" || (!box.test(cells[boxes] ?? "") && cells.filter((cell) => cell !== "").length < 3))
      addRemark(draft, into, cells, lines);
    else addRow(draft, into, { words, header, cells, skip: [title, boxes] }, lines);
  }
  draft.claim(table.lines, "item", holder.node, table.rows[0]);
  return true;
}

const answers =
  /^(?:|yes|no|go|no-?\s?go|pass(?:ed)?|fail(?:ed)?|n\/a|ok|nok|ja|nein|oui|non|s[ií]|no|sim|não|да|нет|是|否|はい|いいえ|go\s?\/\s?no-?go|approved|rejected|high|medium|low)$/iu;

/** Columns of boxes that each ask something of its own ("Copied", "Tested"), and don't offer answers; undefined for one alone. */
function severalBoxes(header: string[], body: string[][], title: number): number[] | undefined {
  const found = header.flatMap((_, at) =>
    at !== title && body.filter((cells) => bareBox.test(cells[at] ?? "")).length * 2 >= body.length ? [at] : [],
  );
  const asks = found.every((at) => !answers.test(header[at] ?? "") && !statusColumn.test(header[at] ?? ""));
  return found.length > 1 && asks ? found : undefined;
}

const bareBox = /^(?:\[[ xX]?\]|[☐☑☒⬜🔲✅])\ufe0f?$/u;

/** A row of such a table: a part with an item for each of its boxes, in their order. */
function addBoxCells(
  draft: Draft,
  holder: Holder,
  { header, cells, title, boxes }: { header: string[]; cells: string[]; title: number; boxes: number[] },
  lines: Lines,
): void {
  const words = bareTitle(cells[title] ?? "");
  if (words === "" || !boxes.some((at) => bareBox.test(cells[at] ?? ""))) {
    addRemark(draft, holder, cells, lines);
    return;
  }
  const node: Section = { kind: "section", key: "", title: words, lines, content: [] };
  const rest: string[] = [];
  for (const [at, cell] of cells.entries()) {
    if (at === title || boxes.includes(at) || nothing.test(cell)) continue;
    const fact = `${header[at] ?? ""}: ${cell}`;
    const attribute = attributeOf(fact);
    if (attribute) Object.assign(node, attribute);
    else rest.push(`- ${header[at] ? fact : cell}`);
  }
  if (rest.length > 0) node.content.push({ kind: "note", markdown: rest.join("\n"), lines });
  for (const at of boxes) {
    const cell = cells[at] ?? "";
    if (!bareBox.test(cell)) continue;
    const item: Item = { kind: "item", key: "", title: header[at] ?? words, lines, content: [] };
    if (ticked.test(cell)) item.checked = true;
    node.content.push(item);
    draft.guess(item, "item_drawn");
  }
  holder.node.content.push(node);
  draft.claim(lines, "section", node, cells.join(" | "));
}

/** The column that says what to do: its own, or the one of the boxes where the words stand behind them. */
function titleAt(header: string[], body: string[][], boxes: number): number {
  const worded = body.filter((cells) => (cells[boxes] ?? "").replace(leadingBox, "").trim() !== "").length;
  const named = header.findIndex((name, at) => at !== boxes && titleColumn.test(name) && !isNumbers(body, at));
  if (worded * 2 > body.length && !statusColumn.test(header[boxes] ?? "") && (named < 0 || boxes < named)) return boxes;
  return named >= 0
    ? named
    : header.findIndex(
        (name, at) => at !== boxes && !indexColumn.test(name) && !isNumbers(body, at) && !isKind(header, body, at),
      );
}

/** A column "Category", "Area" that says the same of several rows, with another to say what to do. */
function isKind(header: string[], body: string[][], at: number): boolean {
  const values = body.map((cells) => plainTitle(cells[at] ?? ""));
  const others = header.filter(
    (name) => !indexColumn.test(name) && !statusColumn.test(name) && !ownerColumn.test(name),
  );
  return kindColumn.test(header[at] ?? "") && others.length > 1 && new Set(values).size < values.length;
}

/** A column that only numbers the rows, whatever it is called. */
function isNumbers(body: string[][], at: number): boolean {
  return body.every((cells) => rowNumber.test(plainTitle(cells[at] ?? "") || "0"));
}

/** `| **Preparation** | | |`: a title over the rows below it. */
function isPartRow(cells: string[]): boolean {
  const [first = "", ...others] = cells;
  return others.length > 0 && unbold(first) !== first && others.every((cell) => cell === "");
}

function addPart(draft: Draft, holder: Holder, title: string, lines: Lines): Holder {
  const node: Section = { kind: "section", key: "", title, lines, content: [] };
  holder.node.content.push(node);
  draft.claim(lines, "section", node);
  draft.guess(node, "heading_bold");
  return { node, level: 7 };
}

/** Rows of a table with a task and where it stands ("pending", "done"), or whose it is: things to do without a box. */
function addStatusRows(draft: Draft, holder: Holder, table: Table, header: string[], body: string[][]): boolean {
  const plan = statusPlan(header, body);
  if (!plan || talking.test(holder.node.title) || legend.test(holder.node.title)) return false;
  const { at, status, known } = plan;
  for (const [row, cells] of body.entries()) {
    const lines = rowLines(table, row + 2);
    const words = bareTitle(cells[at] ?? "");
    if (words === "" || /^total\b/i.test(plainTitle(words))) addRemark(draft, holder, cells, lines);
    else {
      const item = addRow(draft, holder, { words, header, cells, skip: [at, known ? status : at] }, lines);
      const said = plainTitle(cells[status] ?? "");
      if (known && said !== "") item.stated = said.slice(0, 400);
      if (known && doneWord.test(said) && !/\bnot\b/i.test(said)) item.checked = true;
      draft.guess(item, known ? "item_status" : "item_owned");
    }
  }
  draft.claim(table.lines, "item", holder.node, table.rows[0]);
  return true;
}

/** Where tasks and their status stand; undefined for a table of something else. */
function statusPlan(header: string[], body: string[][]) {
  const named = header.map((name, at) => titleColumn.test(name) && !/^steps?$/i.test(name) && !isNumbers(body, at));
  const at = named.includes(true) ? named.indexOf(true) : header.findIndex((name) => /^steps?$/i.test(name));
  const status = header.findIndex((name) => statusColumn.test(name));
  const owner = header.findIndex((name) => ownerColumn.test(name));
  const stands = body.filter((cells) => statusWord.test(plainTitle(cells[status] ?? ""))).length;
  const open = status >= 0 && body.length > 1 && body.every((cells) => (cells[status] ?? "") === "");
  const known = status >= 0 && ((stands > 0 && stands * 2 >= body.length) || (open && named.includes(true)));
  const numbered = header.findIndex((name) => stepColumn.test(name) || indexColumn.test(name));
  const counts =
    body.length > 1 && body.every((cells, row) => (cells[numbered] ?? "").replace(/[.)]$/, "") === String(row + 1));
  const stepped = counts && (stepColumn.test(header[numbered] ?? "") || acting.test(header[at] ?? ""));
  const owned = (owner >= 0 || (numbered >= 0 && numbered !== at && stepped)) && named.includes(true);
  return at >= 0 && body.length > 0 && (known || owned) ? { at, status, known } : undefined;
}

const talking =
  /\bcontacts?\b|\bescalation\b|\broles?\b|\braci\b|\btimeline\b|\brisks?\b|\bhistory\b|\bchangelog\b|\breferences?\b|\bapi\b|\bendpoints?\b|\bfiles?\b|\bsummary\b|\bresults?\b/i;

type Row = { words: string; header: string[]; cells: string[]; skip: number[] };

const nothing = /^[-–—]?$/u;

/** Known columns (owner, priority, estimate) become attributes, the other cells notes below the item. */
function addRow(draft: Draft, holder: Holder, { words, header, cells, skip }: Row, lines: Lines): Item {
  const item: Item = { kind: "item", key: "", title: words, lines, content: [] };
  if (ticked.test(cells[skip[1] ?? 0] ?? "")) item.checked = true;
  const rest: string[] = [];
  for (const [at, cell] of cells.entries()) {
    if (skip.includes(at) || nothing.test(cell) || isNumber(header[at] ?? "", cell)) continue;
    const fact = `${header[at] ?? ""}: ${cell}`;
    const command = commandOfRow(header[at] ?? "", cell);
    if (command !== undefined) {
      item.content.push({ kind: "code", use: "command", text: command, lines });
      continue;
    }
    const attribute = attributeOf(fact) ?? timeOfRow(header[at] ?? "", cell);
    const whose = cell.length <= 60 && ownerColumn.test(header[at] ?? "") && !/[/]/.test(header[at] ?? "");
    if (attribute) Object.assign(item, attribute);
    else if (whose && isRole(cell)) item.owner ??= plainTitle(cell);
    else {
      const value = targetColumn.test(header[at] ?? "") ? measured(draft, item, cell) : undefined;
      if (value) item.expectation ??= value;
      rest.push(`- ${header[at] ? fact : cell}`);
    }
  }
  if (rest.length > 0) item.content.push({ kind: "note", markdown: rest.join("\n"), lines });
  holder.node.content.push(item);
  draft.claim(lines, "item", item, cells.join(" | "));
  return item;
}

/** What a column "Target" says of a row that has no value in its own words: `<0.1%`. */
function measured(draft: Draft, item: Item, cell: string): Item["expectation"] {
  const value = plainTitle(cell);
  if (!/^[<>≤≥]/u.test(value) || readThreshold(item.title)) return undefined;
  const read = readThreshold(`${plainTitle(item.title)} ${value}`);
  if (!read || !isWanted(read)) return undefined;
  draft.guess(item, "expectation_words");
  return read;
}

/** The number of a row, which the report keeps as it keeps those of headings and lists. */
function isNumber(name: string, cell: string): boolean {
  return (indexColumn.test(name) || stepColumn.test(name)) && rowNumber.test(cell);
}

function addRemark(draft: Draft, holder: Holder, cells: string[], lines: Lines): void {
  const markdown = cells.filter((cell) => cell !== "").join(" | ");
  if (markdown !== "") holder.node.content.push({ kind: "note", markdown, lines });
  draft.claim(lines, "note", holder.node);
}
