import type { Lines } from "@/lib/domain/template-node";
import type { Table } from "./block";
import { rowLines, tableCells } from "./block-starts";
import type { Draft, Holder } from "./draft";
import { meaningOf } from "./fact-meaning";
import { plainTitle, unbold } from "./inline";
import { addSmallRow, factRow } from "./small-rows";

const nameHeader =
  /^(?:|fields?|property|properties|items?|attributes?|keys?|names?|parameters?|details?|feld|eigenschaft|merkmal|champ|propriété|campo|propiedad|propriedade|proprietà|поле|параметр|свойство|字段|属性|项目|項目|属性名)$/iu;
const valueHeader =
  /^(?:|values?|details?|descriptions?|information|info|data|angaben|informations|información|informação|informazioni|сведения|данные|信息|情報|answer|wert|angabe|valeur|valor|valore|значение|值|内容|値|説明)$/iu;

/** Who does what: what each says of somebody is no fact of the document. */
const dutyHeader =
  /^(?:responsibilit(?:y|ies)|duties|zuständigkeit(?:en)?|aufgaben?|verantwortung|responsabilités?|responsabilidad(?:es)?|responsabilidades?|responsabilità|обязанности|职责|役割|担当範囲|담당 업무)$/iu;

export type FactRow = { name: string; value: string; line: number };

/** Rows of a table of two columns that name something and say what it is; `header` is the first row where it is no fact. */
export function factRowsOf(table: Table): { rows: FactRow[]; header: string | undefined } | undefined {
  const cells = table.rows.map((row) => tableCells(row));
  const bold = (cell: string | undefined) => cell !== undefined && unbold(cell) !== cell;
  const [head, , ...body] = cells;
  if (!head || body.length === 0 || cells.some((row) => row.length > 2) || head.length !== 2) return undefined;
  if (dutyHeader.test(plainTitle(head[1] ?? ""))) return undefined;
  const named = body.every((row) => bold(row[0]));
  const headed =
    nameHeader.test(plainTitle(head[0] ?? "")) &&
    valueHeader.test(plainTitle(head[1] ?? "")) &&
    body.every((row) => (row[0] ?? "") !== "");
  const known = meaningOf(head[0] ?? "", head[1] ?? "").means !== undefined;
  if (!named && !headed && !known) return undefined;
  const own = known || bold(head[0]);
  const rows = cells.flatMap(([name, value], at): FactRow[] =>
    at === 1 || (at === 0 && !own)
      ? []
      : [{ name: plainTitle(name ?? ""), value: value ?? "", line: rowLines(table, at)[0] }],
  );
  return { rows, header: own ? undefined : table.rows[0] };
}

/** A table of facts in a part: each row a fact, or room to fill in. */
export function addFactRows(draft: Draft, holder: Holder, table: Table): boolean {
  const found = factRowsOf(table);
  if (!found) return false;
  for (const { name, value, line } of found.rows) {
    const lines: Lines = [line, line];
    addSmallRow(draft, holder, factRow(name, value, lines));
  }
  draft.claim(table.lines, "fact", holder.node, found.header);
  return true;
}
