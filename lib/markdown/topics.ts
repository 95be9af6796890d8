import type { Content, Item, Phase, Section, TemplateDocument } from "@/lib/domain/template";
import type { Contact } from "@/lib/domain/template-leaves";
import { announcesCriteria } from "./criteria";
import type { Draft } from "./draft";
import { plainTitle } from "./inline";
import { isRole } from "./role";
import { alike, wordsOf } from "./title-words";
import { comparable } from "./vocabulary";

type Part = Phase | Section;

const topics: [RegExp, NonNullable<Section["about"]>][] = [
  [/^(?:known )?issue\s?(?:#?\d{1,3})?\s?[:–-]|^problem\s?(?:#?\d{1,3})?\s?:/i, "known-issue"],
  [
    /\bquick reference\b|^(?:appendix|references?|resources|links|glossary|further reading|see also)\b|^(?:(?:table of )?contents|toc|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|contenido|sumário|conteúdo|sommario|indice|содержание|оглавление|目录|目次|목차)$|^(?:important|useful|quick|common) (?:commands|urls|links|files)\b|\b(?:additional|related) (?:resources|documents|documentation|templates)\b/iu,
    "reference",
  ],
  [
    /^(?:executive |status )?(?:summary|overview|introduction|background|purpose|scope)$|^(?:обзор(?: .{2,30})?|введение|visão geral|introdução|resumo|resumen|introducción|descripción general|aperçu|vue d'ensemble|résumé|überblick|übersicht|einleitung|zusammenfassung|panoramica|introduzione|riepilogo|概要|はじめに|概述|简介|摘要|개요|소개)$|^status$|\bstatus summary\b/iu,
    "summary",
  ],
  [
    /\btimeline\b|^(?:recommended |deployment )?schedule$|^(?:временная шкала|график|расписание|таймлайн|cronograma|calendrier|zeitplan|tempistica|cronoprogramma|時間軸|タイムライン|スケジュール|时间线|时间表|时间安排|일정)$/iu,
    "timeline",
  ],
];
const collection = /\b(?:common|known) (?:issues|problems)\b|\btroubleshooting\b/i;

/** Says of parts that hold no steps what they are about, of contacts what for, and who owns what they are there for. */
export function assignTopics(draft: Draft, document: TemplateDocument): void {
  const parts: Part[] = [];
  const contacts: Contact[] = [];
  for (const phase of document.phases) if (phase.kind === "phase") walk(draft, phase, undefined, parts, contacts);
  for (const contact of contacts) readTopic(contact);
  const known = contacts.flatMap((contact) =>
    contact.topic && isRole(contact.name) ? [{ contact, words: wordsOf(contact.topic) }] : [],
  );
  if (known.length > 0) for (const part of parts) assignOwner(draft, part, known.slice(0, 50));
}

function walk(draft: Draft, part: Part, above: Part | undefined, parts: Part[], contacts: Contact[]): void {
  parts.push(part);
  const about = aboutOf(part, above);
  if (about) {
    part.about = about;
    draft.guess(part, "about_title");
  }
  const tier = /^(high|medium|low)[- ]confidence\b/i.exec(plainTitle(part.title))?.[1];
  if (tier && part.stated === undefined) {
    part.stated = `${tier.toLowerCase()} confidence`;
    draft.guess(part, "stated_title", part.stated);
  }
  for (const each of part.content) {
    if (each.kind === "contact") contacts.push(each);
    if (each.kind === "section") walk(draft, each, part, parts, contacts);
    if (each.kind === "item") linkChecklist(draft, each);
  }
}

function aboutOf(part: Part, above: Part | undefined): Section["about"] {
  const title = comparable(part.title);
  if (announcesCriteria(title)) return "criteria";
  if (part.content.some(holdsSteps)) return undefined;
  const within = above && collection.test(comparable(above.title)) && hasSymptoms(part.content);
  const about = topics.find(([pattern]) => pattern.test(title))?.[1];
  const asked = about === "known-issue" && !above && !/\d|\bknown\b/i.test(title) && !hasSymptoms(part.content);
  return within ? "known-issue" : asked ? undefined : about;
}

function hasSymptoms(content: Content[]): boolean {
  return content.some(
    (each) =>
      (each.kind === "note" && /^\*{0,2}(?:symptoms?|cause|solutions?|fix|error)\b/i.test(each.markdown)) ||
      (each.kind === "code" && /^(?:solutions?|fix)\b/i.test(each.purpose ?? "")),
  );
}

function holdsSteps(content: Content): boolean {
  if (content.kind === "section") return content.content.some(holdsSteps);
  return content.kind === "item" || content.kind === "trigger" || content.kind === "choice" || content.kind === "gate";
}

/** "[Contact for cluster access]", "on call (for database issues)". */
function readTopic(contact: Contact): void {
  const said = /\b(?:contact|call|ask|reach|responsible)?\s?for\s([^\])]{3,200})/i.exec(
    plainTitle(contact.channel),
  )?.[1];
  if (said) contact.topic = said.trim();
}

/** The contact for a topic owns the sections about it, where the text names nobody. */
function assignOwner(draft: Draft, part: Part, contacts: { contact: Contact; words: string[] }[]): void {
  if (part.owner !== undefined || part.kind === "phase" || !part.content.some(holdsItem)) return;
  const title = wordsOf(part.title);
  const found = contacts.find(({ words }) => words.some((word) => title.some((each) => alike(word, each))))?.contact;
  if (!found) return;
  part.owner = found.name;
  draft.guess(part, "owner_contact", `${found.name}, for ${found.topic} (line ${found.lines?.[0] ?? "?"})`);
}

function holdsItem(content: Content): boolean {
  return content.kind === "item" || (content.kind === "section" && content.content.some(holdsItem));
}

const file = /(?:`([^`\s]{3,390}\.(?:md|markdown|adoc|rst|txt))`|\]\(([^()\s]{3,390})\))/i;

/** "Complete all items in `production_checklist.md`": the box stands for another checklist. */
function linkChecklist(draft: Draft, item: Item): void {
  const match = file.exec(item.title);
  const target = match?.[1] ?? match?.[2];
  if (target && /checklist/i.test(item.title)) {
    item.checklist = target;
    draft.guess(item, "checklist_named", target);
  }
  for (const each of item.content) if (each.kind === "item") linkChecklist(draft, each);
}
