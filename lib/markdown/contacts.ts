import type { Contact } from "@/lib/domain/template-leaves";
import type { Fence, List, Table } from "./block";
import { codeStart, rowLines, tableCells } from "./block-starts";
import type { Draft, Holder } from "./draft";
import { isRoom } from "./fact-meaning";
import { factOf, plainTitle, trimDecoration } from "./inline";
import { boxOf } from "./lead-ins";
import { shorten } from "./shorten";

const contactTitle =
  /\bcontacts?\b|^escalation$|\bescalation (?:path|chain|matrix|list)\b|\bon-?call (?:list|rota|roster)\b|\bwho to call\b|\b(?:kontakte?|ansprechpartner|eskalation(?:smatrix|swege|skontakte)?|notfallkontakte)\b|\bcontactos?\b|\bcontatos?\b|\bcontatti\b|контакт|联系(?:人|方式|信息)|連絡先|エスカレーション先/iu;
const channelNames =
  /^(?:slack|pager-?duty|e-?mail|phone|teams|zoom|opsgenie|war room|hotline|bridge|chat|discord|telegram|sms|on-?call)\b/i;
const tiers: [RegExp, number][] = [
  [/^(?:primary|primär|principal|primaire|primario|primaria|первичн|основн|主要|一次|主担当)/iu, 1],
  [/^(?:secondary|backup|sekundär|secondaire|secundari[oa]|secundário|secondario|резервн|备用|副担当|二次)/iu, 2],
  [/^escalation\b|^manager\b/i, 3],
  [/^executive\b|^ceo\b|^cto\b/i, 4],
];

const personColumn =
  /^(?:roles?|names?|person|contact(?: person)?|who|team|functions?|organi[sz]ations?|vendors?|suppliers?|providers?|compan(?:y|ies)|rolle|funktion|ansprechpartner|organisation|fachbereich|lieferant|anbieter|dienstleister|rôle|fonction|nom|fournisseur|organisme|rol|función|nombre|proveedor|organización|papel|função|nome|fornecedor|organização|ruolo|fornitore|роль|имя|организация|角色|姓名|供应商|役割|氏名|担当者|会社)$/iu;
/** What they are called for, and no way to reach them. */
const dutyColumn =
  /^(?:responsibilit(?:y|ies)|topic|subject|scope|area|purpose|role\s?\/\s?service|rolle\s?\/\s?service|zweck|objet|propósito|zuständigkeit|aufgabe|thema|responsabilités?|responsabilidad(?:es)?|responsabilidades?|responsabilità|тема|обязанности|职责|担当範囲|담당 업무)$/iu;
const channelColumn =
  /^(?:phone|telephone|mobile|e-?mail|slack|pager(?:duty)?|contact (?:info|details)|telefon|téléphone|teléfono|telefone|телефон|почта|电话|邮箱|電話)(?:\s(?:number|address|handle))?$/iu;

/** "See the wiki" says where to look, and is nobody to reach. */
const pointing =
  /^(?:check|see|look|read|refer|consult|open|search)\s|^(?:siehe|prüfe|voir|consulte[rz]?|ver|véase|consultar|vedi|consultare|см\.|смотри|参见|查看|参照)(?!\p{L})|^[\w./-]+\.(?:md|txt|pdf|rst)$/iu;

export function announcesContacts(title: string): boolean {
  return contactTitle.test(plainTitle(title));
}

/** True for a lead-in over channels to be told ("Communication") in an emergency part. */
export function announcesChannels(title: string): boolean {
  return announcesContacts(title) || /^(?:\d+\.\s)?communications?$/i.test(plainTitle(title));
}

/** Entries `Name: channel` of a list about contacts; false when it is another kind of list. */
export function addContacts(draft: Draft, holder: Holder, list: List, lead: string | undefined): boolean {
  const named = announcesContacts(lead ?? "") || announcesContacts(holder.node.title);
  if (!named && !announcesChannels(lead ?? "")) return false;
  const rows = list.entries.map((entry) => {
    const first = entry.blocks[0];
    return entry.blocks.length === 1 && first?.type === "paragraph" && first.rows.length === 1
      ? (first.rows[0] ?? "")
      : "";
  });
  const facts = rows.map((row) => (boxOf(row) ? undefined : factOf(row, true)));
  const pointed = facts.filter((fact) => fact && pointing.test(plainTitle(fact.value))).length;
  if (pointed > 0 && pointed * 2 >= facts.length) return false;
  if (!facts.every((fact) => fact !== undefined) || (!named && !facts.every((fact) => channelNames.test(fact.name))))
    return false;
  const order = tiersInOrder(facts.map(({ name }) => name));
  for (const [at, fact] of facts.entries()) {
    const lines = list.entries[at]?.lines ?? list.lines;
    addContact(draft, holder, fact.name, fact.value, lines, undefined, order?.[at]);
  }
  return true;
}

/** From the first called to the last: a title that says no tier of its own between two that do has its place in that order. */
function tiersInOrder(names: readonly string[]): number[] | undefined {
  const said = names.map((name) => tierOf(name));
  const known = said.filter((tier) => tier !== undefined);
  const inOrder = known.every((tier, at) => at === 0 || tier >= (known[at - 1] ?? 0));
  const between = said.length - known.length;
  if (!inOrder || between === 0 || said[0] === undefined || said.at(-1) === undefined || said.length > 4)
    return undefined;
  return names.map((_, at) => at + 1);
}

/** Rows `Name: channel` of a fenced block under a heading about contacts. */
export function addContactFence(draft: Draft, holder: Holder, block: Fence): boolean {
  if (!announcesContacts(holder.node.title) || !/^(?:text|txt)?$/i.test(block.info)) return false;
  const rows = block.text.split("\n");
  const facts = rows.map((row) => (row.trim() === "" ? "blank" : factOf(row, true)));
  if (facts.every((fact) => fact === "blank") || facts.includes(undefined)) return false;
  for (const [at, fact] of facts.entries()) {
    const line = codeStart(block) + at;
    if (fact && fact !== "blank") addContact(draft, holder, fact.name, fact.value, [line, line]);
  }
  draft.claim(block.lines, "contact", holder.node);
  return true;
}

/** True for a table that names people and how to reach them in its columns. */
export function isContactTable(table: Table): boolean {
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  return header.some((cell) => personColumn.test(cell)) && header.some((cell) => channelColumn.test(cell));
}

/** When somebody is called, or how far up: nobody's name. */
const whenColumn =
  /^(?:time|when|after|minutes?|zeit|nach|heure|délai|hora|tiempo|tempo|время|时间|時間)(?:\s\(.{1,20}\))?$/iu;
const levelColumn =
  /^(?:(?:escalation )?(?:levels?|tiers?|steps?|order)|(?:eskalations)?stufe|niveau|nivel|nível|livello|уровень|级别|レベル|단계)$/iu;
const reaching =
  /phone|e-?mail|contact|channel|slack|pager|handle|mobil|telefon|téléphone|teléfono|telefone|контакт|телефон|почта|电话|邮箱|联系|電話|連絡/iu;
/** Cells that say by themselves who and how; any other is kept with what stands over it. */
const speaks = (header: string) => header === "" || reaching.test(header) || personColumn.test(header);

/** A table with people and how to reach them, under a heading about contacts or with columns for both. */
export function addContactTable(draft: Draft, holder: Holder, table: Table): boolean {
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  if (whenColumn.test(header[0] ?? "")) return false;
  const reach = header.some((cell) => reaching.test(cell));
  const named = announcesContacts(holder.node.title);
  if (!reach || header.length < 2 || !(named || isContactTable(table))) return false;
  const duty = header.findIndex((cell, at) => at > 0 && dutyColumn.test(cell));
  const level = levelColumn.test(header[0] ?? "") ? 0 : -1;
  const person = level < 0 ? -1 : header.findIndex((cell, at) => at > 0 && personColumn.test(cell));
  for (const [at, row] of table.rows.slice(2).entries()) {
    const cells = tableCells(row);
    const named = person >= 0 ? person : cells.findIndex((cell, column) => cell !== "" && column !== duty);
    const name = cells[named] ?? "";
    const others = cells.flatMap((cell, column) => {
      if (cell === "" || column === duty || column === named) return [];
      return [{ cell, said: speaks(header[column] ?? "") ? cell : `${header[column]}: ${cell}` }];
    });
    const written = others.filter(({ cell }) => !unknown.test(cell));
    const known = written.filter(({ cell }) => !isRoom(cell));
    const ways = (known.length > 0 ? known : written.length > 0 ? written : others.slice(0, 1))
      .map(({ said }) => said)
      .join(", ");
    const tier = level < 0 ? undefined : Number(/\d/.exec(cells[level] ?? "")?.[0] ?? Number.NaN);
    if (name !== "") addContact(draft, holder, name, ways, rowLines(table, at + 2), cells[duty], tier);
  }
  draft.claim(table.lines, "contact", holder.node, table.rows[0]);
  return true;
}

function tierOf(name: string): number | undefined {
  const title = trimDecoration(plainTitle(name));
  return tiers.find(([pattern]) => pattern.test(title))?.[1];
}

/** Room for a way to reach them that nobody wrote down. */
const unknown = /^(?:[-–—]|\\?_{3,}|n\/a)$/iu;

function addContact(
  draft: Draft,
  holder: Holder,
  name: string,
  channel: string,
  lines: [number, number],
  duty = "",
  level?: number,
): void {
  const title = trimDecoration(plainTitle(name));
  const tier = level !== undefined && level > 0 ? level : tierOf(name);
  const contact: Contact = {
    kind: "contact",
    name: title,
    channel: channel.trim(),
    ...(duty === "" ? {} : { topic: shorten(plainTitle(duty), 200) }),
    ...(tier === undefined ? {} : { tier }),
    lines,
  };
  holder.node.content.push(contact);
  draft.guess(contact, "contact_place");
  draft.claim(lines, "contact", holder.node, title === plainTitle(name) ? undefined : `written as "${name.trim()}"`);
}
