import type { Lines } from "@/lib/domain/template-node";
import type { Table } from "./block";
import { rowLines, tableCells } from "./block-starts";
import { isRoom } from "./fact-meaning";
import { factOf, plainTitle, trimDecoration } from "./inline";
import { cleanRole, eitherRoles, isRole } from "./role";
import { shorten } from "./shorten";
import { comparable, foreignSignoff } from "./vocabulary";

/**
 * What a line of a sign-off block says: who signs (and, where it stands there, what), a decision in words ("APPROVED for
 * production"), or only room for a date or name. No roles: a bare "Signature: ____".
 */
export type SignoffRow =
  | {
      is: "signoff";
      roles: string[];
      /** Whose line it is as written, where a bracket says more: "DPO (if personal data is kept)". */
      label?: string;
      wording?: string /** Room for a hand, perhaps of whom the line above names. */;
      hand?: boolean;
    }
  /** `meant` when it says in words what follows from it. */
  | { is: "decision"; wording: string; meant?: boolean }
  | { is: "room" };

const contextWords =
  /\bsign[- ]?offs?\b|\bsignatures?\b|\bapprovals?\b|\bapprovers?\b|\bgo[- ]?live (?:approval|decision)\b|\bgo\s?(?:\/|-|or)?\s?no-?\s?go\b|^(?:final )?decision$|\bauthori[sz]ations?\b/i;
const room =
  /^(?:[\p{L} ]{0,30}(?:date|time|datum|uhrzeit|fecha|data|дата|日期|日付|承認日)|(?:date|fecha|data|дата)\s[\p{L} -]{1,40}|date|time|(?:date|datum|fecha|data|дата)\s?(?:\/|&|and|und|et|y|e|и)\s?(?:time|uhrzeit|zeit|heure|hora|ora|время)|(?:print(?:ed)?\s)?name|title|comments?|notes?|version|ticket|reference|reason|name|nombre|nom|nome|имя|фио|姓名|氏名|kommentare?|commentaires?|comentarios?|comentários|commenti|комментарии?|备注|備考)$/iu;
const signed =
  /^(?:signature|signed|sign|sign-?off|approved by|signed by|authori[sz]ed by|approver|approval|unterschrift|unterzeichnet|(?:freigegeben|genehmigt|autorisiert|abgenommen) (?:von|durch)|firma|aprobado por|autorizado por|approuvé par|validé par|assinatura|aprovado por|approvato da|autorizzato da|подпись|утвердил[аи]?|согласовал[аи]?|одобрил[аи]?|签字|签名|批准人|审批人|署名|承認者?|审批|批准|승인)$/iu;
const signs = /\bsign|unterschrift|firma|assinatura|подпись|署名|签名|签字|서명/iu;
const ownHand = /^(?:signature|unterschrift|firma|assinatura|подпись|署名|签名|签字)$/iu;
const actsBy: [RegExp, string][] = [
  [/^(?:deployed|released|executed|performed|completed) by$/i, "Deployer"],
  [/^(?:verified|validated|tested|checked) by$/i, "Verifier"],
  [/^(?:reviewed) by$/i, "Reviewer"],
  [/^(?:prepared|created|written) by$/i, "Author"],
];
const verdictWord =
  /^(?:conditional )?(?:no-?\s?go|roll-?\s?back|go(?: live| ahead)?|approved?|not approved|rejected?|declined?|hold|postponed?|proceed|deferred?|delayed?|approval|abort)(?: with conditions| for production)?$/i;
const foreignVerdict =
  /^(?:(?:nicht |bedingt )?(?:freigegeben|genehmigt)|abgelehnt|zurückgestellt|(?:no )?(?:aprobado|autorizado)|rechazado|aplazado|(?:não )?(?:aprovado|autorizado)|reprovado|rejeitado|adiado|(?:non )?approuvée?|refusée?|rejetée?|reportée?|(?:non )?approvato|respinto|rifiutato|rinviato|(?:не )?(?:одобрено|утверждено|согласовано)|отклонено|отложено|(?:不)?(?:批准|通过|同意)|拒绝|驳回|承認|却下|差し?戻し|保留|승인|반려|거부|보류)$/iu;
/** Room for what was found or came of it is no place to sign. */
const outcome =
  /\b(?:issues?|problems?|findings?|defects?|bugs?|resolutions?|remarks?|observations?|results?|status|environments?|builds?|versions?|risks?|conditions?|deviations?|exceptions?|urls?|commits?|tags?|duration|score|evidence|location|rationale|justification|reasons?)\b|probleme?\b|befunde?\b|fehler|ergebnis|problèmes?\b|résultat|incidencias?\b|hallazgos?\b|resultado|problemas?\b|problemi\b|risultat|esito|проблем|замечани|результат|问题|结果|問題|課題|結果|문제|결과/iu;
const answers = /^(?:yes|no|ja|nein|oui|non|s[ií]|no|sim|não|да|нет|是|否|はい|いいえ|예|아니오)$/iu;
const decisionWord =
  /^(?:entscheidung|décision|decisión|decisão|decisione|решение|决定|判定|결정)\b|^(?:决定|判定|결정)/iu;
const readyWord =
  /^(?:ready (?:for|to) |listo para |pronto para |prêt (?:à|pour) |bereit (?:für|zum) |pronto per |готов\p{L}{0,3} к )|上线|发布|リリース可/iu;
const decided = /^(?:approved|authori[sz]ed|go\b|cleared|release approved|deployment approved)/i;

/** True when a heading or bold line announces signatures. */
export function announcesSignoffs(title: string): boolean {
  const text = comparable(title);
  return contextWords.test(text) || foreignSignoff(text);
}

/** Reads one line, `inBlock` when a heading or lead-in above it announces signatures. */
export function readSignoffRow(row: string, inBlock: boolean): SignoffRow | undefined {
  const blankAt = row.search(/_{3,}|\.{6,}|…{2,}/);
  if (blankAt >= 0) return readBlankRow(row, blankAt, inBlock);
  const open = inBlock ? /^([^:：]{2,60})[:：]\**\s{0,4}$/u.exec(row.trim())?.[1] : undefined;
  const label = open === undefined ? "" : trimDecoration(plainTitle(open));
  if (label !== "" && signed.test(label)) return { is: "signoff", roles: [] };
  if (label !== "" && room.test(label)) return { is: "room" };
  const either = readBoxes(row) ?? readVerdictBoxes(row, inBlock);
  if (either) return either;
  if (!inBlock) return undefined;
  const fact = factOf(row);
  const asked = fact ?? factOf(row, true);
  if (asked && isRoom(asked.value) && isRole(asked.name)) return { is: "signoff", roles: eitherRoles(asked.name) };
  if (asked && isRoom(asked.value) && signed.test(plainTitle(asked.name))) return { is: "signoff", roles: [] };
  if (fact && isRole(fact.name) && !/^[#\d(+[]/.test(fact.value)) {
    return { is: "signoff", roles: eitherRoles(fact.name), wording: trimDecoration(fact.value) };
  }
  const text = trimDecoration(comparable(row)).replace(/\s?:$/, "");
  const head = text.split(/\s[–—-]\s|\s?[:：]\s/u)[0] ?? "";
  if (verdictWord.test(head) || foreignVerdict.test(head)) {
    return { is: "decision", wording: head, meant: /\p{L}/u.test(text.slice(head.length)) };
  }
  if (room.test(text)) return { is: "room" };
  if (isRole(text) || eitherRoles(text).length > 1) return { is: "signoff", roles: eitherRoles(text) };
  if (decided.test(text) && text.length <= 120) return { is: "decision", wording: text };
  return undefined;
}

function readBlankRow(row: string, blankAt: number, inBlock: boolean): SignoffRow | undefined {
  const label = trimDecoration(plainTitle(row.slice(0, blankAt)))
    .replace(/\s?[:：–—-]\s?$/u, "")
    .replace(/\s[–—-]\s(?:(?:print(?:ed)? )?name|signature|nom|nombre|nome)$/i, "")
    .trim();
  const dated =
    /\b(?:date|signature|signed|datum|unterschrift|fecha|firma|data|assinatura)\b|дата|подпись|日期|签字|日付|署名/iu.test(
      plainTitle(row),
    );
  if (room.test(label)) return inBlock ? { is: "room" } : undefined;
  if (signed.test(label)) return { is: "signoff", roles: [], ...(ownHand.test(label) ? { hand: true } : {}) };
  const acted = inBlock ? actsBy.find(([pattern]) => pattern.test(label))?.[1] : undefined;
  if (acted) return { is: "signoff", roles: [acted] };
  const short = label !== "" && label.split(/\s+/).length <= 6 && label.length <= 120;
  if (short && outcome.test(label) && !eitherRoles(label).every((role) => isRole(role))) return undefined;
  if (short && (inBlock || (dated && eitherRoles(label).every((role) => isRole(role)))))
    return { is: "signoff", roles: eitherRoles(label), ...labelled(label) };
  return undefined;
}

/** What stands in a bracket behind a role is kept with it, but for room ("[name]") and a word or two of form. */
function labelled(written: string): { label?: string } {
  const label = trimDecoration(plainTitle(written.replace(/\*\*/g, "")));
  const inside = /\s\(([^()]{4,80})\)$/u.exec(label)?.[1] ?? "";
  return /\p{L}{2}/u.test(inside) && !signs.test(inside) && !room.test(inside) ? { label: shorten(label, 200) } : {};
}

/** `**Approval**: [ ] Engineering Lead / [ ] CTO`: either of them. */
function readBoxes(row: string): SignoffRow | undefined {
  const fact = factOf(row, true);
  if (!fact || !/\[[ xX]?\]/.test(fact.value) || !/approv|sign[- ]?off|authori[sz]/i.test(fact.name)) return undefined;
  const roles = fact.value
    .split(/\[[ xX]?\]/)
    .filter((part) => part.length <= 200)
    .map((part) => cleanRole(part.replace(/(?<![\s/|,;])[\s/|,;]+$/, "").replace(/\sor$/i, "")))
    .filter((role) => role !== "");
  return roles.length > 0 ? { is: "signoff", roles: roles.map((role) => shorten(role, 120)) } : undefined;
}

const boxed = /(?:\[[ xX]?\]|[☐☑☒⬜□])\ufe0f?/u;

/** `Product: ☐ Go ☐ No-go`: that role decides; `Go/No-Go decision: [ ] Go [ ] No-Go`: what is decided here. */
function readVerdictBoxes(row: string, inBlock: boolean): SignoffRow | undefined {
  const fact = row.length <= 400 ? factOf(row, true) : undefined;
  if (!fact || !boxed.test(fact.value)) return undefined;
  const options = fact.value
    .split(boxed)
    .map((part) => trimDecoration(comparable(part)).replace(/(?<![\s/|,;])[\s/|,;]+$/, ""))
    .filter((part) => part !== "");
  const label = trimDecoration(comparable(fact.name));
  const asked = contextWords.test(label) || foreignSignoff(label) || readyWord.test(label);
  const verdicts = (option: string) =>
    verdictWord.test(option) ||
    foreignVerdict.test(option) ||
    /^conditional$/i.test(option) ||
    (asked && answers.test(option));
  if (options.length < 2 || !options.every(verdicts)) return undefined;
  if (asked || contextWords.test(label) || decisionWord.test(label)) return { is: "decision", wording: label };
  return inBlock && label.split(/\s/).length <= 5 ? { is: "signoff", roles: eitherRoles(label) } : undefined;
}

/** Rows "author", "approver" with room for a name and a date. */
function personRows(table: Table, header: string[]) {
  const dated = header.some((cell) => /^(?:date|datum|fecha|data|дата)$|日$|日期|날짜/iu.test(cell));
  const rows = table.rows.slice(2).map((row) => tableCells(row)[0] ?? "");
  const signers = rows.map((cell) =>
    /^(?:approver|approved by|承認者|批准人|审批人|승인자|утвердил|genehmigt|aprobado por|aprovado por|approuvé par)$/iu.test(
      plainTitle(cell),
    ),
  );
  if (!dated || header.length < 3 || !signers.includes(true) || rows.length > 6) return undefined;
  return rows.flatMap((role, at) =>
    signers[at] ? [{ role: cleanRole(role), lines: rowLines(table, at + 2), text: table.rows[at + 2] ?? "" }] : [],
  );
}

/** A column "Status", "Vote" with nothing in it yet: where each role says GO. */
function isOpenColumn(table: Table, header: string[]): boolean {
  const rows = table.rows.slice(2).map((row) => tableCells(row));
  return header.some(
    (cell, at) =>
      /^(?:status|vote|verdict|go\s?\/\s?no-?go|stand|statut|estado|stato|статус|状态|ステータス)(?:\s\(.{0,40}\))?$/iu.test(
        cell,
      ) &&
      rows.length > 1 &&
      rows.every((cells) =>
        /^(?:|[-–—]|_+|\[[^[\]]{0,40}\]|pending|tbd|[⬜☐✅☑☒]\ufe0f?|\[[xX]\])$/iu.test(plainTitle(cells[at] ?? "")),
      ),
  );
}

/** Rows "QA sign-off", "Security approval" with whose they are and where they stand. */
function ownedRows(table: Table, header: string[]) {
  const owner = header.findIndex((cell) => ownerHeader.test(cell));
  const rows = table.rows.slice(2).map((row) => tableCells(row));
  const what = header.findIndex((_, at) => rows.every((cells) => contextWords.test(plainTitle(cells[at] ?? ""))));
  if (owner < 0 || what < 0 || what === owner || !isOpenColumn(table, header)) return undefined;
  return rows.flatMap((cells, at) => {
    const role = cleanRole(cells[owner] ?? "");
    const wording = plainTitle(cells[what] ?? "");
    return role === "" ? [] : [{ role, wording, lines: rowLines(table, at + 2), text: table.rows[at + 2] ?? "" }];
  });
}

/** Columns "GO" and "NO-GO" to tick beside who decides. */
function votedRows(table: Table, header: string[]) {
  const votes = header.flatMap((cell, at) => (verdictWord.test(cell) || foreignVerdict.test(cell) ? [at] : []));
  const rows = table.rows.slice(2).map((row) => tableCells(row));
  const open = rows.every((cells) => votes.every((at) => /^(?:[⬜☐✅☑☒]\ufe0f?|\[[ xX]?\]|)$/u.test(cells[at] ?? "")));
  const who = header.findIndex((_, at) => !votes.includes(at));
  if (votes.length < 2 || who < 0 || rows.length < 2 || !open) return undefined;
  const roles = rows.map((cells) => cleanRole(cells[who] ?? ""));
  if (!roles.every((role) => role !== "" && role.split(/\s/).length <= 5 && role.length <= 120)) return undefined;
  return roles.map((role, at) => ({ role, lines: rowLines(table, at + 2), text: table.rows[at + 2] ?? "" }));
}

const ownerHeader =
  /^(?:owners?|responsible|verantwortlich(?:e|er)?|zuständig|responsable|responsável|responsabile|ответственный|负责人|担当者?|담당자?)$/iu;

/** A column that says what each line signs. */
const signedFor =
  /^(?:items?|what|scope|milestones?|areas? of approval|statements?|gates?|gegenstand|umfang|objet|périmètre|objeto|alcance|escopo|oggetto|предмет|内容|事項)$/iu;

/** Sign-offs of a table with a role column and a column to sign in; one per body row, with the row's line. */
export function readSignoffTable(
  table: Table,
  inBlock: boolean,
): { role: string; label?: string; wording?: string; lines: Lines; text: string }[] | undefined {
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  const named = inBlock
    ? (personRows(table, header) ?? ownedRows(table, header) ?? votedRows(table, header))
    : undefined;
  if (named) return named;
  const whose = header.flatMap((cell, at) =>
    /^(?:役割|役職|責任者|氏名|역할|직책|담당자?|genehmiger|freigeber|approbateur|valideur|aprobador|aprovador|approvatore|утверждающий|согласующий|审批人|批准人|承認者|角色|职位|rolle|funktion|rôle|fonction|rol|función|cargo|papel|função|ruolo|funzione|роль|должность|role|approver|stakeholder|team|function|position|responsib\S*|department|area|party)s?$/iu.test(
      cell,
    )
      ? [at]
      : [],
  );
  const rows = table.rows.slice(2).map((row) => tableCells(row));
  const filled = whose.find((at) => rows.some((cells) => !/^[-–—\s]*$/u.test(plainTitle(cells[at] ?? ""))));
  const who = filled ?? whose[0] ?? -1;
  const sign = header.some(
    (cell) =>
      signs.test(cell) ||
      /^approv(?:al|ed)\b|\bdecision\b|承認|审批|批准|승인|서명|genehmig|freigabe|approbation|aprobaci|aprovaç|approvazion|согласован|утвержден/iu.test(
        cell,
      ),
  );
  const what = header.findIndex((cell, at) => at !== who && signedFor.test(cell));
  const voted = inBlock && who >= 0 && isOpenColumn(table, header);
  if (who < 0 || !(sign || voted) || !(inBlock || header.some((cell) => signs.test(cell)))) return undefined;
  return table.rows.slice(2).flatMap((row, at) => {
    const role = cleanRole(tableCells(row)[who] ?? "");
    if (role === "" || role.length > 120) return [];
    const wording = what < 0 ? "" : plainTitle(tableCells(row)[what] ?? "");
    const said = /\p{L}{2}/u.test(wording) && wording.length <= 400 ? { wording } : {};
    return [{ role, ...labelled(tableCells(row)[who] ?? ""), ...said, lines: rowLines(table, at + 2), text: row }];
  });
}
