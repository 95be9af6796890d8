import type { Entry, List } from "./block";
import type { Holder } from "./draft";
import { inExample } from "./examples";
import { factOf, plainTitle } from "./inline";
import { isWholePeriod } from "./schedules";
import { comparable } from "./vocabulary";

const talk =
  /\b(?:references?|resources|links|related|overview|purpose|introduction|background|summary|scope|goals?|notes?|glossary|definitions?|contents|contacts?|appendix|history|changelog|legend|audience|roles|owners?|team|timeline|escalation (?:path|chain|matrix|levels?|contacts?)|executive snapshot|decision outcome|rules?|authority|obligations?|channels|data protection|escalation criteria|targets?|objectives?|when to use|inputs?|outputs?|deliverables?|principles?|architecture|assumptions?|constraints?|limitations?|scenarios?|faqs?|benefits|features|stakeholders|responsibilit(?:y|ies)|raci|risks?|lessons|description|classification|severity levels?|best practices|tools?|tooling|how to use|using this|usage)\b|\b(?:objetivos?|objetivo|alcance|resumen|introducción|descripción|glosario|roles|visão geral|escopo|introdução|descrição|glossário|objectifs?|aperçu|contexte|périmètre|rôles|glossaire|ziele?|zweck|überblick|übersicht|hintergrund|glossar|rollen|panoramica|introduzione|descrizione|obiettiv[oi]|scopo|ambito|ruoli|glossario|historique|historial|histórico|cronologia|änderungshistorie|änderungsverlauf)(?!\p{L})|история изменений|变更记录|修订记录|変更履歴|更新履歴|변경 이력|^(?:цел[ьи]|введение|обзор|описание|контекст|определения|термины|роли)(?!\p{L})|принцип|概述|简介|目的|背景|适用范围|术语|原则|概要|はじめに|用語|役割分担|개요|목적|배경|용어|원칙|eskalationskriterien|verpflichtung|kanäle$|datenschutz|(?:kontakt|alarmierungs|telefon|anruf)liste|intervalle?$|^(?:triggers?|auslöser|déclencheurs?|disparador(?:es)?|gatilhos?|триггеры?|触发条件|トリガー)$|^(?:already (?:done|ok|in place|working)|done|completed|(?:bereits |schon )?erledigt|déjà (?:fait|en place|ok)|ya (?:está )?(?:hecho|listo|ok)|já (?:está )?(?:feito|pronto|ok)|già (?:fatto|pronto)|уже (?:готово|сделано|работает)|已完成|完了済み?)$/iu;
/** What nobody may do, under a heading that says so. */
const refused =
  /\bprohibit|\bforbidden\b|\bdo(?:n.?t|n.?ts| not)\b|\bnot to do\b|\bto avoid\b|^avoid\b|^never\b|cosa (?:evitare|non fare)|divieti|à éviter|à ne pas faire|interdi(?:ctions?|ts?)(?!\p{L})|proibi[çc]|não fazer|o que evitar|prohibi(?:cion|do)|qué (?:evitar|no hacer)|verbote|verboten|zu vermeiden|запрещ|чего не делать|czego nie robić|zakaz|禁止|してはいけない|금지/iu;
/** What is told below any heading under one of these is told as well. */
const tellsAll =
  /\bscenarios?\b|\bprinciples?\b|\boverview\b|\bintroduction\b|\bbackground\b|\barchitecture\b|\bglossary\b|\bdefinitions?\b|\bobligations?\b|\bescalation criteria\b|eskalationskriterien|verpflichtung|принцип|概述|概要|개요|원칙/iu;
const steps =
  /\bsteps?\b|\bprocedures?\b|\bactions?\b|\brecover|\brestor|\bresponse\b|\bschritte\b|\bétapes\b|\bpasos\b|\bpassos\b|шаги|步骤|手順/iu;
/** "The script checks:" says what something does, "Do the following:" what to do. */
const describing =
  /^\**(?:the|this|these|it|they|our|we use|includes?|contains?|supports?|provides?|benefits|advantages|why|for example|such as|where|what)\b(?!.*\b(?:following (?:steps|tasks|checks|actions)|must|should|need|steps|before|after)\b)/i;
const timed = /^\**T\s?[-+]?\s?\d{1,4}\s?[mhdw]?\b/i;
const imperative =
  /^(?:add|apply|archive|ask|assign|backup|back up|build|check|clean|clear|close|collect|communicate|compare|complete|confirm|configure|contact|create|define|delete|deploy|disable|document|drain|enable|ensure|escalate|execute|export|fix|freeze|identify|import|increase|inform|install|keep|log|make|merge|migrate|monitor|notify|open|pause|post|prepare|publish|pull|push|put|record|remove|restart|restore|resume|review|revert|roll|rotate|run|scale|schedule|send|set|ship|start|stop|submit|switch|tag|take|test|turn|update|upgrade|upload|use|validate|verify|wait|watch)(?![\p{L}\p{N}])/iu;

/** Room for an entry that nobody has written yet. */
export function isNothing(row: string): boolean {
  return /^(?:…|\.{3}|-|n\/a|tb[acd]|\[?to-?do\]?|none)?$/i.test(row.trim());
}

/** What the entries of a list are in a document without any box: things to do, but for those under a heading that only tells. */
export function holdsTasks(stack: Holder[], list: List, lead: string | undefined): "all" | "timed" {
  const title = comparable(stack.at(-1)?.node.title ?? "");
  const above = stack.slice(0, -1).some(({ node }) => node.kind !== "item" && tellsAll.test(comparable(node.title)));
  const told = above && !list.ordered && !steps.test(title);
  const described = lead !== undefined && !list.ordered && describing.test(comparable(lead));
  const silent = talk.test(title) || refused.test(title) || told || described || inExample(stack);
  return !isPeriodic(list) && (silent || isFactList(list)) ? "timed" : "all";
}

/** `**Daily**: look at the queue`, `**Weekly**: restore a backup`: each comes back. */
function isPeriodic(list: List): boolean {
  const names = list.entries.map(({ blocks: [first] }) =>
    first?.type === "paragraph" ? factOf((first.rows[0] ?? "").trim(), true)?.name : undefined,
  );
  return names.length > 1 && names.every((name) => name !== undefined && isWholePeriod(plainTitle(name)));
}

/** The name of a file that nobody runs. */
const fileOnly =
  /^`[^`\s]{1,200}\.(?:md|mdx|txt|example|template|sample|json|ya?ml|toml|ini|env|csv|pdf|docx?|xlsx?)`\.?$/i;

/** True for an entry of such a list that is something to do; with a time before or after deploying it always is. */
export function isTask(entry: Entry, row: string, which: "all" | "timed"): boolean {
  if (
    isNothing(row) ||
    fileOnly.test(row.trim()) ||
    /^\[[^\]]*\]\([^)]*\)$/.test(row.trim()) ||
    entry.blocks[1]?.type === "code"
  )
    return false;
  if (timed.test(row)) return true;
  return which === "all" && !(entry.blocks.length === 1 && /[:：]$/u.test(row.trim()));
}

/** `SAFE_MODE` - what it is: names of settings explained. */
function isGlossary(list: List): boolean {
  const rows = list.entries.map(({ blocks: [first] }) => (first?.type === "paragraph" ? (first.rows[0] ?? "") : ""));
  return rows.length > 1 && rows.every((row) => /^`[A-Z][A-Z\d_]{2,60}`[^:：]{0,60}?\s[–—-]\s\S/u.test(row.trim()));
}

/** `**Frequency**: daily` beside `**Retention**: 7 days`: how things are, with no word of what to do. */
export function isFactList(list: List): boolean {
  const facts = list.entries.map(({ blocks: [first] }) =>
    first?.type === "paragraph" ? factOf((first.rows[0] ?? "").trim(), true) : undefined,
  );
  return (
    isGlossary(list) ||
    (!list.ordered &&
      facts.length > 1 &&
      facts.every(
        (fact) =>
          fact && /^[\x20-\x7e]{2,60}$/.test(fact.name) && !isImperative(fact.name) && !isImperative(fact.value),
      ))
  );
}

/** True for English words that begin with what to do. */
export function isImperative(words: string): boolean {
  return imperative.test(plainTitle(words));
}
