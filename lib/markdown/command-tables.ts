import type { Item } from "@/lib/domain/template";
import type { Lines } from "@/lib/domain/template-node";
import type { Table } from "./block";
import { rowLines, tableCells } from "./block-starts";
import { criterion } from "./criteria";
import type { Draft, Holder } from "./draft";
import { attributeOf } from "./facts";
import { bareTitle, plainTitle } from "./inline";

const commandColumn = /^(?:commands?|befehle?|commandes?|comandos?|comandi|команд[аы]|命令|コマンド|명령어?)$/iu;
const expectedColumn =
  /^(?:expect(?:ed|ation)(?: (?:results?|outputs?|outcomes?))?|erwartet(?:es ergebnis|e ausgabe)?|résultat attendu|attendu|(?:resultado )?esperado|(?:risultato )?atteso|ожидаем(?:ый результат|о)|预期(?:结果)?|期待(?:結果|値)|예상 결과)$/iu;
const stepColumn =
  /^(?:steps?|tests?|checks?|actions?|tasks?|what|schritte?|aktion|prüfung|étapes?|actions?|vérification|pasos?|acción|prueba|passos?|ação|teste|шаг|действие|проверка|步骤|检查项|手順|確認項目|단계)$/iu;
const wholeCode = /^`[^`]+`$/;

type Plan = { step: number; command: number; expected: number; header: string[]; body: string[][] };

/** A cell of a column "Command" that is one: what the row is done with. */
export function commandOfRow(header: string, cell: string): string | undefined {
  return commandColumn.test(header) && wholeCode.test(cell) ? cell.slice(1, -1) : undefined;
}

/** Steps with the command of each and what it must show; undefined for a table of something else. */
function planOf(table: Table): Plan | undefined {
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  const body = table.rows.slice(2).map((row) => tableCells(row));
  const command = header.findIndex((name) => commandColumn.test(name));
  const expected = header.findIndex((name) => expectedColumn.test(name));
  const worded = (at: number) => body.every((cells) => /\p{L}/u.test(cells[at] ?? ""));
  const step = header.findIndex((name, at) => stepColumn.test(name) && worded(at));
  const whole = body.length > 0 && body.every((cells) => wholeCode.test(cells[command] ?? ""));
  return step >= 0 && command >= 0 && expected >= 0 && whole ? { step, command, expected, header, body } : undefined;
}

export function isCommandTable(table: Table): boolean {
  return planOf(table) !== undefined;
}

/** Each row as an item with its command and what it is judged by; false when the table is another kind. */
export function addCommandTable(draft: Draft, holder: Holder, table: Table): boolean {
  const plan = planOf(table);
  if (!plan) return false;
  for (const [at, cells] of plan.body.entries()) addStep(draft, holder, plan, cells, rowLines(table, at + 2));
  draft.claim(table.lines, "item", holder.node, table.rows[0]);
  return true;
}

function addStep(draft: Draft, holder: Holder, plan: Plan, cells: string[], lines: Lines): void {
  const item: Item = { kind: "item", key: "", title: bareTitle(cells[plan.step] ?? ""), lines, content: [] };
  const told: string[] = [];
  for (const [at, cell] of cells.entries()) {
    if (cell === "" || at === plan.step || at === plan.command || at === plan.expected) continue;
    const said = `${plan.header[at] ?? ""}: ${cell}`;
    const attribute = attributeOf(said);
    if (attribute) Object.assign(item, attribute);
    else told.push(`- ${plan.header[at] ? said : cell}`);
  }
  item.content.push({ kind: "code", use: "command", text: (cells[plan.command] ?? "").slice(1, -1), lines });
  const expected = cells[plan.expected] ?? "";
  if (expected !== "") {
    const made = criterion(expected, lines);
    item.content.push(made);
    draft.guess(made, "criterion_heading");
  }
  if (told.length > 0) item.content.push({ kind: "note", markdown: told.join("\n"), lines });
  holder.node.content.push(item);
  draft.guess(item, "item_walked");
  draft.claim(lines, "item", item, cells.join(" | "));
}
