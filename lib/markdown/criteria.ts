import type { Criterion } from "@/lib/domain/template-leaves";
import type { Lines } from "@/lib/domain/template-node";
import type { Entry, Fence, List, Paragraph } from "./block";
import { codeStart } from "./block-starts";
import type { Draft, Holder } from "./draft";
import { isWanted, readThreshold } from "./expectations";
import { bareTitle, factOf, plainTitle } from "./inline";
import { boxOf, markOf } from "./lead-ins";
import { referenceOf } from "./references";
import { comparable } from "./vocabulary";

const judged =
  /\bsuccess criteria\b|\bacceptance criteria\b|\b(?:exit|entry|completion|go-?\s?live) criteria\b|\bdefinition of done\b|\bexpected (?:results?|outcomes?|output)\b|\bpass criteria\b|\bready when\b|^go\s?(?:if|when|wenn|falls|si|se|если)(?: all| any)?\s?:?$|\bapproval criteria\b|\bcriterios de aprobación\b|\bcritérios de aprovação\b|\bcritères d.approbation\b|\bfreigabekriterien\b|\bcriteri di approvazione\b|\bcriteria for success\b|\bsuccessful if\b|\berfolgskriterien\b|\bakzeptanzkriterien\b|\bcritères? de (?:succès|réussite|acceptation)\b|\bcriterios? de (?:éxito|aceptación)\b|\bcritérios? de (?:sucesso|aceitação)\b|\bcriteri di (?:successo|accettazione)\b|\b(?:output|risultato) atteso\b|\bresultado esperado\b|\brésultat attendu\b|\berwartetes ergebnis\b|ожидаемый результат|预期结果|期待結果|\bcritères? (?:de sortie|d.entrée)|\bcriterios? de (?:salida|entrada)|\bcritérios? de (?:saída|entrada)|\babnahmekriterien\b|критерии (?:успеха|приёмки|приемки|готовности)|成功标准|验收标准|成功基準|合格基準/iu;
const pointing =
  /^(?:\d{1,2}\.\s)?(?:references?|see also|(?:additional|useful|further|related|helpful|external|more) (?:resources?|links|reading|docs|documentation|documents|information)|resources|links|related(?: (?:docs|documentation|documents|links|files))?|further reading|documentation links|referenzen|verweise|weiterführende links|références|liens(?: utiles)?|referencias|enlaces(?: útiles)?|referências(?: \p{L}{4,20})?|links úteis|riferimenti|collegamenti|ссылки|参考(?:资料|文献|链接)?|相关链接|関連(?:リンク|資料)|参考(?:資料|リンク))$/iu;

export function announcesCriteria(title: string): boolean {
  return judged.test(
    comparable(title)
      .replace(/[✅🟢]\ufe0f?\s?/gu, "")
      .trim(),
  );
}

/** "All of these must be met:" below such a heading. */
const demanding =
  /\bmust\b|\ball of\b|\bfulfil|\bsatisf|\bare met\b|\bdeben\b|\bdevem\b|\bdoivent\b|\bmüssen\b|\bdevono\b|должны|必须|须满足|満たす|すべて/iu;

function announcesReferences(title: string | undefined): boolean {
  return title !== undefined && pointing.test(comparable(title).replace(/\s?:$/, ""));
}

/** The text of an entry of one line without a box and with nothing below it. */
function plainRow(entry: Entry): string | undefined {
  const first = entry.blocks[0];
  if (entry.blocks.length !== 1 || first?.type !== "paragraph" || first.rows.length !== 1) return undefined;
  const row = (first.rows[0] ?? "").trimEnd();
  return row === "" || boxOf(row) ? undefined : row;
}

/** Entries under "References", "See also"; false when the list is none. */
export function addReferences(draft: Draft, holder: Holder, list: List, lead: string | undefined): boolean {
  const rows = list.entries.map(plainRow);
  if (rows.includes(undefined) || !(announcesReferences(lead) || (!lead && announcesReferences(holder.node.title))))
    return false;
  for (const [at, entry] of list.entries.entries()) {
    const made = referenceOf(rows[at] ?? "", entry.lines);
    holder.node.content.push(made);
    draft.guess(made, "reference_heading");
    draft.claim(entry.lines, "reference", holder.node);
  }
  return true;
}

const measuring =
  /\b(?:targets?|goals?|slos?|slas?|kpis?|metrics|benchmarks?|budgets?|objectives?|thresholds?|performance|gates?)\b|\bziel(?:e|werte)\b|objectif|objetivo|obiettiv|показател|целев|指标|目标|目標値|基準値|목표/iu;
const feared =
  /\balert|\balarm|\bwarn|\btriggers?\b|\babort\b|\broll-?\s?back\b|\bred flags?\b|\bescalat|\bincident|\bscal(?:e|ing)\b|\bwhen\b|\bif\b|告警|报警|アラート|алерт/iu;

/** True for a title over values that somebody is woken by, or goes back for. */
export function isFeared(title: string): boolean {
  return feared.test(comparable(title));
}

/** Entries of which most state a value to be reached, under a heading about targets or all by themselves. */
export function isMeasured(list: List, title: string): boolean {
  const rows = list.entries.map(plainRow);
  const values = rows.flatMap((row) => (row === undefined ? [] : (readThreshold(bareTitle(row)) ?? [])));
  const enough = measuring.test(comparable(title)) ? 2 : 3;
  return (
    values.length > 1 &&
    !rows.includes(undefined) &&
    !feared.test(comparable(title)) &&
    values.length * 6 >= rows.length * (enough + 1) &&
    values.every(isWanted)
  );
}

const instructive =
  /^[^:]{1,40}:\s|https?:\/\/|^\$\s|^(?:e\.g\.|note\b|example\b|see\b|tip\b|warning\b)|^(?:run|execute|enable|disable|start|stop|restart|deploy|install|create|apply|set|switch|open|send|use|make)\s/i;
/** A command below a step is how to do it. */
const command = /^`[^`]+`$/;

/** Plain entries under "Success criteria" or "Expected results", or below an item: what it is judged by. */
export function addCriteria(draft: Draft, holder: Holder, list: List, lead: string | undefined): boolean {
  if (addNestedCriteria(draft, holder, list, lead)) return true;
  const rows = list.entries.map(plainRow);
  if (rows.includes(undefined)) return false;
  const above = lead ?? (holder.node.kind === "item" ? "" : holder.node.title);
  const named =
    announcesCriteria(above) ||
    (lead !== undefined &&
      holder.node.kind !== "item" &&
      demanding.test(lead) &&
      announcesCriteria(holder.node.title)) ||
    (holder.node.kind !== "item" && isMeasured(list, above));
  const below = lead === undefined && holder.node.kind === "item" && !list.ordered && rows.length > 1;
  const told = rows.filter(
    (row) => row !== undefined && (instructive.test(plainTitle(row)) || command.test(row) || row.length > 160),
  ).length;
  if (!named && !(below && told * 2 < rows.length)) return false;
  for (const [at, entry] of list.entries.entries()) {
    const made = criterion(rows[at] ?? "", entry.lines);
    holder.node.content.push(made);
    draft.claim(entry.lines, "criterion", holder.node, writtenAs(rows[at] ?? ""));
    draft.guess(made, named ? "criterion_heading" : "criterion_below");
  }
  return true;
}

/** Rows that all begin with a tick mark, under a heading about criteria: what is judged by, and nothing that is done. */
export function addCriteriaRows(draft: Draft, holder: Holder, block: Paragraph): boolean {
  const rows = block.rows.map((row) => row.trim());
  if (holder.node.kind === "item" || !announcesCriteria(holder.node.title) || draft.marked) return false;
  if (rows.length < 2 || !rows.every((row) => markOf(row)?.checked)) return false;
  for (const [at, row] of rows.entries()) {
    const lines: Lines = [block.lines[0] + at, block.lines[0] + at];
    const made = criterion(row, lines);
    holder.node.content.push(made);
    draft.claim(lines, "criterion", holder.node, writtenAs(row));
    draft.guess(made, "criterion_heading");
  }
  return true;
}

/** "1. **Fast enough**" over plain entries, under such a heading: each a criterion, the ones below right behind it. */
function addNestedCriteria(draft: Draft, holder: Holder, list: List, lead: string | undefined): boolean {
  if (holder.node.kind === "item" || !announcesCriteria(lead ?? holder.node.title)) return false;
  const found = list.entries.map(({ blocks: [first, below, ...more] }) => {
    const own = first?.type === "paragraph" && first.rows.length === 1 ? (first.rows[0] ?? "") : "";
    const rows =
      below?.type === "list" ? below.entries.map((entry) => ({ row: plainRow(entry), lines: entry.lines })) : [];
    const clean = own !== "" && !boxOf(own) && more.length === 0 && (below === undefined || below.type === "list");
    return clean && rows.every(({ row }) => row !== undefined)
      ? [{ row: own, lines: first?.lines }, ...rows]
      : undefined;
  });
  if (found.includes(undefined) || found.every((rows) => rows?.length === 1)) return false;
  for (const { row, lines } of found.flatMap((rows) => rows ?? [])) {
    if (row === undefined || lines === undefined) continue;
    const made = criterion(row, lines);
    holder.node.content.push(made);
    draft.claim(lines, "criterion", holder.node, writtenAs(row));
    draft.guess(made, "criterion_heading");
  }
  return true;
}

function writtenAs(row: string): string | undefined {
  const title = bareTitle(row);
  return plainTitle(title) === plainTitle(row) ? undefined : `written as "${row}"`;
}

/** "All blockers are ✅": the sign is what is said. */
const saysBySign = /\s(?:is|are|ist|sind|est|sont|es|son|está|están|é|são|estão|è|sono)\s[✅❌🟢🔴]\ufe0f?$/iu;

/** What a step is judged by, with the value it names. */
export function criterion(row: string, lines: Lines): Criterion {
  const title = saysBySign.test(row) ? plainTitle(row) : bareTitle(row);
  const expectation = readThreshold(title);
  return { kind: "criterion", title, ...(expectation ? { expectation } : {}), lines };
}

const expecting =
  /^(?:expected(?: (?:results?|output|outcome|value|response))?|expect|threshold|target|erwartet(?:es ergebnis)?|(?:résultat )?attendu|(?:resultado )?esperado|(?:risultato )?atteso|ожидаемый результат|ожидается|预期(?:结果|输出)?|期待(?:値|結果)|기대(?: 결과)?)$/iu;

/** `Expected: CPU usage < 30%` below an item. */
export function saysExpected(row: string): boolean {
  const fact = row.length <= 300 ? factOf(row, true) : undefined;
  return fact !== undefined && expecting.test(plainTitle(fact.name));
}

/** Adds such a row as what the item is judged by. */
export function addExpected(draft: Draft, holder: Holder, row: string, lines: Lines): void {
  const expectation = readThreshold(bareTitle(factOf(row, true)?.value ?? ""));
  const title = bareTitle(plainTitle(row));
  holder.node.content.push({ kind: "criterion", title, ...(expectation ? { expectation } : {}), lines });
  draft.claim(lines, "criterion", holder.node, writtenAs(row));
  const made = holder.node.content.at(-1);
  if (made) draft.guess(made, "criterion_below");
}

/** A fenced list of metrics to watch, each row `Name: threshold`. */
export function addCriteriaFence(draft: Draft, holder: Holder, block: Fence, purpose: string | undefined): boolean {
  if (!/\bmetrics?\b|\bthresholds?\b|\bslos?\b|\bslas?\b|\bkpis?\b/i.test(purpose ?? holder.node.title)) return false;
  if (!block.fenced || !/^(?:text|txt)?$/i.test(block.info)) return false;
  const rows = block.text.split("\n");
  const said = rows.filter((row) => row.trim() !== "");
  if (said.length === 0 || !said.every((row) => /^[^:]{2,60}:\s{1,20}\S/.test(row.trim()))) return false;
  if (said.filter((row) => readThreshold(bareTitle(row))).length * 2 < said.length) return false;
  for (const [at, row] of rows.entries()) {
    if (row.trim() === "") continue;
    const line = codeStart(block) + at;
    const made = criterion(row.trim(), [line, line]);
    holder.node.content.push(made);
    draft.guess(made, "criterion_heading");
    draft.claim([line, line], "criterion", holder.node, writtenAs(row.trim()));
  }
  draft.claim(block.lines, "criterion", holder.node);
  return true;
}

/** Comments of a command block that say what to expect: `# Expected: >90% pass rate`, `# 180 MB (target <200MB)`. */
export function addExpectedComments(draft: Draft, holder: Holder, block: Fence): void {
  for (const [at, row] of block.text.split("\n").entries()) {
    const text = /^\s{0,8}(?:#|\/\/|--)\s{0,3}(.{3,300})$/.exec(row)?.[1]?.trim();
    if (text === undefined) continue;
    const expected = /^expect(?:ed|s)?\b/i.test(text);
    if (/[:：]$/u.test(text)) continue;
    if (!expected && !/\b(?:target|limit|max|goal)\s?:?\s?[<>≤≥]/i.test(text)) continue;
    const line = codeStart(block) + at;
    const expectation = readThreshold(text.replace(/^expect(?:ed|s)?\s?:?\s{0,3}/i, ""));
    const title = text.replace(/\s{2,}/g, " ");
    const made: Criterion = { kind: "criterion", title, ...(expectation ? { expectation } : {}), lines: [line, line] };
    holder.node.content.push(made);
    draft.guess(made, "criterion_comment");
  }
}
