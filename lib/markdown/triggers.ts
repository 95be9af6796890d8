import type { Trigger } from "@/lib/domain/template-leaves";
import type { Lines } from "@/lib/domain/template-node";
import { splitGroup } from "./attribute-group";
import type { Entry, List, Paragraph, Table } from "./block";
import { rowLines, tableCells } from "./block-starts";
import { saysWhen } from "./condition-words";
import type { Draft, Holder } from "./draft";
import { minutesIn } from "./duration";
import { inExample } from "./examples";
import { readThreshold } from "./expectations";
import { bareTitle, factOf, plainTitle } from "./inline";
import { boxOf } from "./lead-ins";
import { addLines } from "./leaf-nodes";
import { titleNote } from "./section-titles";
import { shorten } from "./shorten";
import { isPrepared, stageOf } from "./stages";
import { comparable } from "./vocabulary";

const announces =
  /\broll-?\s?back triggers?\b|\btriggers? for roll-?\s?back\b|\bwhen to (?:(?:execute|perform|initiate|trigger|start|use) (?:a |the )?)?(?:roll-?\s?back|abort)\b|\broll-?\s?back (?:decision|criteria|conditions?)\b|\b(?:roll-?\s?back|abort)\b.{0,20}\b(?:if|when)\b(?: any.{0,20})?:?$|\b(?:abort|halt|stop|kill|pause|exit ramp) (?:criteria|conditions?|triggers?|rules?|thresholds?)\b|\bwhen to (?:declare|invoke|activate|fail ?over)\b|\bauslöser für (?:den |einen )?(?:rollback|rückfall|abbruch)\b|\bwann (?:wird )?zurück(?:rollen|gerollt)|\bcuándo (?:revertir|(?:ejecutar|hacer|activar|iniciar|realizar) (?:(?:el|un|la|una) )?(?:rollback|reversión))\b|\bquando (?:reverter|ripristinare|(?:executar|fazer|acionar|iniciar|realizar|eseguire|fare|attivare|avviare) (?:(?:o|um|a|il|un) )?(?:rollback|reversão|ripristino))(?!\p{L})|何时回滚|触发回滚|回滚触发|롤백\s?(?:조건|기준|트리거)|\bcriteria for roll-?\s?back\b|\b(?:rollback|rückfall|abbruch)[- ]?(?:kriterien|auslöser|trigger|bedingungen)\b|\b(?:critères|conditions|déclencheurs) (?:(?:de|du) )?(?:rollback|retour arrière)\b|\bquand (?:faire|effectuer|exécuter|déclencher|lancer) (?:(?:un|le) )?(?:rollback|retour arrière)\b|\b(?:criterios|condiciones|disparadores) (?:(?:de|para el|para) )?(?:rollback|reversión)\b|\b(?:critérios|condições|gatilhos) (?:(?:de|para) )?(?:rollback|reversão)\b|\b(?:criteri|condizioni|trigger) (?:di|per il) (?:rollback|ripristino)\b|\babbruchkriterien\b|^déclencheurs?$|(?:критерии|условия|триггеры) отката|когда откатывать|回滚(?:条件|触发|标准|判断)|ロールバック(?:条件|判断|基準|トリガー)|切り戻し(?:条件|判断|基準)/iu;
const bare =
  /^(?:(?:the |auto(?:matic)?[- ]?)?triggers?|trigger conditions|auslöser|déclencheurs?|disparadores|gatilhos|триггеры|触发条件|トリガー|트리거)$/iu;
const success = /\bsuccess\b|\bprocedure\b|\bsteps\b|\bplan\b/i;
const timed = /\bif not\b|\bunless\b|\bafter \d|\bwithin \d|\bnot resolved\b|\bstill\b/i;
const milder =
  /\binvestigat|\bconsider\b|\bescalat|\bmonitor\b|\bwatch\b|\bnotify\b|\bstop\b|\bhalt\b|\bpause\b|\bhold\b/i;
const reacting = /\broll-?\s?back\b|\broll back\b|\babort\b/i;
const foreignReacting =
  /zurück(?:roll|setz|nehm|kehr)|rückfall|abbrechen|abbruch|retour (?:en )?arrière|revenir en arrière|annul|revert|reversi[óo]n|volver atrás|abortar|reversão|desfazer|ripristin|tornare indietro|откат|вернуть|回滚|回退|终止|ロールバック|切り戻|中止/iu;
const foreignMilder =
  /untersuch|beobacht|eskalier|benachrichtig|anhalten|pausier|enquêt|investig|surveill|escalad|analys|suspend|arrêt|prévenir|vigilar|escalar|analizar|detener|pausar|avisar|monitorar|analisar|interromper|indag|analizz|escalare|sospend|fermare|расслед|разобра|наблюд|эскал|уведом|приостан|остановить|анализ|排查|调查|观察|升级处理|通知|暂停|停止|監視|調査|エスカレ|様子/iu;
const foreignTimed =
  /(?:falls|wenn|sofern) nicht|si non|sauf si|\bsi no\b|a menos que|\bse não\b|\bse non\b|\bsalvo\b|если не|未(?:能)?(?:恢复|解决|修复)|(?:しない|できない|ない)場合|復旧し(?:ない|なければ)/iu;
const foreignAtOnce =
  /sofort|unverzüglich|immédiat|de inmediato|inmediatament|imediat|immediat|subito|немедленн|сразу|立即|马上|即時|直ちに|すぐ/iu;

/** True for a heading or lead-in over conditions that call for going back. */
export function announcesTriggers(title: string): boolean {
  const text = comparable(title);
  return (announces.test(text) || bare.test(text)) && !success.test(text);
}

/** An item about triggers that only asks whether there are any. */
const checking = /\b(?:verif(?:y|ied)|ensure|check(?:ed)?|confirm(?:ed)?|knows?|review(?:ed)?|agreed|understood)\b/i;

/** Headings below "Rollback criteria" that go on to what is done then. */
const acting =
  /\bsteps?\b|\bprocedures?\b|\bprocess\b|\bplan\b|\bactions?\b|\bhow\b|\bwho\b|\bcommunicat|\bcontacts?\b|\bverif|\bvalidat|\bafter\b|\bpost\b|\bauthori|\bapprov|\bresponsib|\bowners?\b|\btimeline\b|\btest|\bprepar|\bcommands?\b|\bexecut|\brecover|\bsuccess\b|\bgo[- ]?live\b/i;

/** "Rollback process:" below the criteria goes on to what is done then. */
const goesOn =
  /\b(?:steps?|procedures?|process|plan|actions?|commands?)$|^how to\b|schritte$|(?:^|\s)(?:ablauf|vorgehen)$|^(?:étapes|procédure|pasos|procedimiento|passos|procedimento|passi|passaggi|procedura|шаги|порядок|процедура)(?!\p{L})|(?:步骤|流程|手順|절차|단계)$/iu;

/** True when these rows stand under such a heading or line; below a heading inside it, only if most of them say when. */
function inTriggers(stack: Holder[], lead: string | undefined, rows: readonly string[]): boolean {
  const holder = stack.at(-1);
  const above = stack.at(-2);
  if (inExample(stack)) return false;
  if (holder?.node.kind === "item" && lead === undefined && checking.test(comparable(holder.node.title))) return false;
  const said = comparable(lead ?? "").replace(/\s?[:：]$/u, "");
  if (said.split(" ").length <= 4 && goesOn.test(said) && !announcesTriggers(said)) return false;
  const named = [lead, holder?.node.title].filter((title) => title !== undefined && announcesTriggers(title));
  // "Trigger" alone may as well be what a tool is called for.
  const plain = named.length > 0 && named.every((title) => bare.test(comparable(title ?? "")));
  if (plain && !stack.some(({ node }) => stageOf(node.title) === "contingency")) return mostlyWhen(rows);
  if (named.length > 0) return true;
  const inside = holder?.bold || (holder?.node.kind === "section" && !acting.test(comparable(holder.node.title)));
  if (!inside || !above || above.node.kind === "item" || !announcesTriggers(above.node.title)) return false;
  const texts = rows.map((row) => boxOf(row)?.text ?? row);
  return texts.filter((text) => saysWhen(text) || isReaction(behindColon(text).after)).length * 2 >= rows.length;
}

/** Most rows say that something is wrong or past a limit. */
function mostlyWhen(rows: readonly string[]): boolean {
  const texts = rows.map((row) => plainTitle(boxOf(row)?.text ?? row).replace(/^any\s/i, ""));
  return texts.filter((text) => saysWhen(text)).length * 2 >= texts.length;
}

/** The first line of each entry. */
function firstRows(list: List): string[] {
  return list.entries.map(({ blocks: [first] }) => (first?.type === "paragraph" ? (first.rows[0] ?? "") : ""));
}

const doing =
  /^(?:confirm|capture|announce|verify|document|notify|inform|define|identify|record|review|ensure|assess|evaluate|determine|prepare|communicate|decide|configure|escalate|initiate|execute|restore|revert|disable|enable|declare|assign|obtain|collect|gather|agree)\s/i;

const settled =
  /\b(?:decision (?:made|taken|recorded)|(?:stakeholders?|teams?|users|customers|management|support) (?:notified|informed|alerted|told))\b/i;

/** Boxes that say what to do or what is settled ("Announce the decision", "Criteria agreed") never fire. */
function isDone(list: List): boolean {
  const rows = firstRows(list);
  const boxed = rows.map((row) => plainTitle(boxOf(row)?.text ?? "")).filter((text) => text !== "");
  const done = boxed.filter((text) => doing.test(text) || isPrepared(text) || settled.test(text));
  return boxed.length > 0 && boxed.length === rows.length && done.length * 2 > boxed.length;
}

/** Under such a heading, every entry of the list as a trigger, ticked or not: a box here says that it fired, not that it is done. */
export function addTriggers(draft: Draft, stack: Holder[], list: List, lead: string | undefined): boolean {
  if (!inTriggers(stack, lead, firstRows(list)) || isDone(list)) return false;
  const holder = stack.at(-1) as Holder;
  const own = comparable(holder.node.title);
  const within = bare.test(own) || !announcesTriggers(own) ? stack.at(-2)?.node.title : undefined;
  const above = [lead, holder.node.title, within]
    .filter((title) => title !== undefined)
    .map((title) => plainTitle(title));
  for (const entry of list.entries) {
    const [first, nested] = entry.blocks;
    if (first?.type !== "paragraph") addLines(draft, holder, entry.lines, list.depth);
    else if (nested?.type === "list" && announcesTriggers(first.rows.join(" "))) {
      addLines(draft, holder, first.lines, list.depth);
      addTriggers(draft, stack, nested, first.rows.join(" "));
      const [after, last] = [entry.blocks[2], entry.lines[1]];
      if (after) addLines(draft, holder, [after.lines[0], last], entry.depth + 1);
    } else {
      const trigger = readTrigger(entry, first, above);
      holder.node.content.push(trigger);
      draft.claim(first.lines, "trigger", trigger, titleNote(first.rows.join(" "), trigger.title));
      guessTrigger(draft, trigger);
      if (nested) addLines(draft, holder, [nested.lines[0], entry.lines[1]], entry.depth + 1);
    }
  }
  return true;
}

const reactionColumn =
  /\breactions?\b|\bactions?\b|\bresponse\b|^then$|reaktion|maßnahme|réaction|acción|ação|azione|действие|реакция|动作|措施|处理|対応/iu;
const indexColumn = /^(?:#|no\.?|nr\.?|id)$/i;
const triggerColumn =
  /^(?:(?:roll-?\s?back |activation )?(?:triggers?|criteri(?:a|on))|auslöser|(?:rollback|abbruch)kriterium|déclencheur|critère de (?:déclenchement|rollback)|disparador|(?:criterio|condición) de (?:activación|reversión|rollback)|gatilho|critério de (?:ativação|acionamento|rollback)|criterio di (?:attivazione|rollback)|триггер|критерий отката|触发条件|回滚条件|トリガー|発動条件|트리거)$/iu;

/** Rows of a table under such a heading: what is to be seen (its first cells), and what it calls for. */
export function addTriggerTable(draft: Draft, stack: Holder[], table: Table, lead: string | undefined): boolean {
  const body = table.rows.slice(2);
  const holder = stack.at(-1) as Holder;
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  const reacts = header.findIndex((cell) => reactionColumn.test(cell));
  const columns = reacts >= 0 && header.some((cell) => triggerColumn.test(cell)) && !inExample(stack);
  const goesBack = columns && stack.some(({ node }) => draft.stageOf(node.title) === "contingency");
  if (!goesBack && !inTriggers(stack, lead, body)) return false;
  for (const [at, row] of body.entries()) {
    const lines = rowLines(table, at + 2);
    const cells = tableCells(row);
    const seen = cells.filter(
      (cell, column) => cell !== "" && column !== reacts && !indexColumn.test(header[column] ?? ""),
    );
    const reaction = plainTitle(cells[reacts] ?? "");
    const text = seen.length > 0 ? seen.join(" ") : reaction;
    if (text === "") continue;
    const above = [plainTitle(holder.node.title)];
    const trigger = triggerOf(text, lines, above, seen.length > 0 && reaction !== "" ? reaction : undefined);
    holder.node.content.push(trigger);
    draft.claim(lines, "trigger", trigger, cells.join(" | "));
    guessTrigger(draft, trigger);
  }
  draft.claim(table.lines, "trigger", holder.node, table.rows[0]);
  return true;
}

const conditional =
  /^(?:auto(?:matic(?:ally)?)?[- ])?(?:roll-?\s?back|roll back|abort|revert)(?: immediately| deployment| release)?,? (?:if|when)\s/i;

/** "Roll back if the error rate exceeds 1 %" in a list of other things. */
export function isRollbackCondition(row: string): boolean {
  const text = plainTitle(row);
  const arrow = /^(?:if|when)\s.{3,200}?\s(?:→|->|=>)\s(.{3,100})$/i.exec(text)?.[1];
  const reacts = arrow !== undefined && (reacting.test(arrow) || /\b(?:halt|stop|pause|revert)\b/i.test(arrow));
  return row.length <= 300 && (conditional.test(text) || reacts) && !/[:：]$/u.test(row.trim());
}

/** Adds such a row as the trigger it is. */
export function addConditionRow(draft: Draft, stack: Holder[], row: string, lines: Lines): void {
  const trigger = triggerOf(row, lines, []);
  const condition = /^(?:.{0,60}\s)?(?:if|when)\s(.{1,250})$/i.exec(plainTitle(trigger.title))?.[1];
  const expectation = condition === undefined ? undefined : readThreshold(condition);
  if (expectation) trigger.expectation = expectation;
  (stack.at(-1) as Holder).node.content.push(trigger);
  draft.claim(lines, "trigger", trigger, titleNote(row, trigger.title));
  guessTrigger(draft, trigger);
}

const triggerName =
  /^(?:(?:roll-?\s?back )?triggers?|(?:rollback-?)?auslöser|déclencheurs?|disparador|gatilho|trigger di rollback|триггер(?: отката)?|(?:回滚)?触发条件|(?:ロールバック)?トリガー|(?:롤백 )?트리거)$/iu;
const reactionName =
  /^(?:actions?|reactions?|response|then|maßnahme|reaktion|réaction|acción|ação|azione|действие|动作|处理|対応|조치)$/iu;

/** True for a row `**Trigger**: …` with a threshold or in a part about going back, and for the reaction in the row below. */
export function namesTrigger(row: string, above: string | undefined, draft: Draft, stack: Holder[]): boolean {
  const fact = row.length <= 600 ? factOf(row, true) : undefined;
  if (!fact || inExample(stack)) return false;
  const name = comparable(fact.name);
  if (above !== undefined && reactionName.test(name)) return namesTrigger(above, undefined, draft, stack);
  if (!triggerName.test(name)) return false;
  return (
    readThreshold(bareTitle(fact.value)) !== undefined ||
    stack.some(({ node }) => draft.stageOf(node.title) === "contingency")
  );
}

/** Adds a row that `namesTrigger`. */
export function addTriggerRow(draft: Draft, stack: Holder[], row: string, lines: Lines): boolean {
  const fact = factOf(row, true);
  const { content } = (stack.at(-1) as Holder).node;
  const last = content.at(-1);
  if (!fact) return false;
  if (!triggerName.test(comparable(fact.name))) {
    if (last?.kind !== "trigger") return false;
    last.reactionText = shorten(plainTitle(fact.value), 400);
    last.tier = tierOf(fact.value) ?? last.tier;
    draft.claim(lines, "trigger", last, row);
    return true;
  }
  const trigger = triggerOf(fact.value, lines, []);
  content.push(trigger);
  draft.claim(lines, "trigger", trigger, row);
  draft.guess(trigger, "trigger_named");
  return true;
}

function guessTrigger(draft: Draft, trigger: Trigger): void {
  draft.guess(trigger, "trigger_heading");
  if (trigger.reactionText !== undefined) draft.guess(trigger, "trigger_tier", trigger.reactionText);
  if (trigger.expectation) draft.guess(trigger, "expectation_words");
}

function readTrigger(entry: Entry, first: Paragraph, above: string[]): Trigger {
  return triggerOf(first.rows.map((each) => each.trim()).join(" "), entry.lines, above);
}

/** `reaction`: what a column of its own says. */
function triggerOf(row: string, lines: Lines, above: string[], reaction?: string): Trigger {
  const { text, group } = splitGroup(boxOf(row)?.text ?? row);
  const { colon, after } = behindColon(text);
  const reacts = reaction === undefined && after !== "" && isReaction(after) ? after : undefined;
  const title = bareTitle(reacts === undefined ? text : text.slice(0, colon));
  const said = reaction ?? reacts ?? above.find((each) => tierOf(each) !== undefined);
  const tier = tierOf(said ?? "") ?? "rollback";
  const minutes = tier === "timed" && said ? minutesIn(said.slice(said.search(/\d/)), "clock") : undefined;
  const expectation = readThreshold(title);
  return {
    kind: "trigger",
    key: group?.key ?? "",
    title: title === "" ? "Trigger" : title,
    tier,
    ...(minutes === undefined ? {} : { reaction: minutes }),
    ...(said === undefined ? {} : { reactionText: shorten(said, 400) }),
    ...(expectation ? { expectation } : {}),
    lines,
  };
}

/** What stands behind the last colon or arrow of a row, where a reaction is named. */
function behindColon(text: string): { colon: number; after: string } {
  const marks = [...text.slice(0, 2000).matchAll(/(?<=\S)(?:\s?:\s|：|\s(?:→|=>|->)\s)/gu)];
  const last = marks.at(-1);
  const colon = last?.index ?? -1;
  return {
    colon,
    after: last ? plainTitle(text.slice(colon + last[0].length, colon + last[0].length + 298)) : "",
  };
}

function isReaction(text: string): boolean {
  return reacting.test(text) || milder.test(text) || foreignReacting.test(text) || foreignMilder.test(text);
}

function tierOf(text: string): Trigger["tier"] | undefined {
  if (
    /\bimmediate(?:ly)?\b.{0,12}\b(?:roll-?\s?back|roll back)\b|\b(?:roll-?\s?back|roll back) immediately\b/i.test(text)
  )
    return "rollback";
  if (foreignAtOnce.test(text) && foreignReacting.test(text)) return "rollback";
  const number = text.search(/\d/);
  if (foreignTimed.test(text) && number >= 0 && minutesIn(text.slice(number), "clock") !== undefined) return "timed";
  if (foreignMilder.test(text) && !foreignReacting.test(text) && !reacting.test(text)) return "investigate";
  if (timed.test(text) && minutesIn(text.slice(text.search(timed)), "clock") !== undefined) return "timed";
  return milder.test(text) && !/\bmonitor(?:ing)?\b.{0,10}\btriggers\b/i.test(text) ? "investigate" : undefined;
}
