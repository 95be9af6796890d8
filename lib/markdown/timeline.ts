import type { Content, Phase, Section, TemplateDocument } from "@/lib/domain/template";
import type { Note } from "@/lib/domain/template-leaves";
import { parseBlocks } from "./block-parser";
import { tableCells } from "./block-starts";
import type { Draft } from "./draft";
import { minutesIn } from "./duration";
import { plainTitle } from "./inline";
import { cleanRole, isRole } from "./role";
import { shorten } from "./shorten";
import { likeness, wordsOf } from "./title-words";

type Part = Phase | Section;
type Placed = { part: Part; above: Part | undefined; words: string[] };
type Row = { name: string; id: string; estimate?: number | undefined; needs: string; line: number };

const nameColumn =
  /^(?:phases?|tasks?|steps?|activit(?:y|ies)|stage|milestone|what|phase\/task|aufgabe|schritt|étape|tâche|fase|tarea|tarefa|attività|этап|阶段|任务|フェーズ|作業)$/iu;
const timeColumn =
  /\bduration\b|\btime\b|\bestimate|\beffort\b|^dauer$|^durée$|^duración$|^duração$|^durata$|длительность|时长|耗时|所要時間/iu;
const needColumn =
  /\bdepend|\bprerequisites?\b|\bneeds\b|\bblocked by\b|\bafter\b|abhängig|dépend|dependencia|dependência|dipenden|зависим|依赖|依存/iu;

/** Rows times parts looked at in one document; a checklist has a few thousand. */
const mostComparisons = 100_000;

/** Tables of phases with how long they take and what they wait for: estimates and needs of the sections they speak of. */
export function readTimelines(draft: Draft, document: TemplateDocument): void {
  const parts: Placed[] = [];
  const notes: Note[] = [];
  for (const phase of document.phases) if (phase.kind === "phase") collect(phase, undefined, parts, notes);
  let left = mostComparisons;
  for (const note of notes) {
    const rows = readRows(note);
    left -= rows.length * parts.length;
    if (left < 0) return;
    if (rows.length > 1) apply(draft, rows, parts);
  }
}

function collect(part: Part, above: Part | undefined, parts: Placed[], notes: Note[]): void {
  if (part.content.some(holdsItem)) parts.push({ part, above, words: ownWords(part.title) });
  for (const each of part.content) {
    if (each.kind === "section") collect(each, part, parts, notes);
    if (each.kind === "note" && each.markdown.includes("|")) notes.push(each);
  }
}

function holdsItem(content: Content): boolean {
  return content.kind === "item" || (content.kind === "section" && content.content.some(holdsItem));
}

function readRows(note: Note): Row[] {
  const parsed = parseBlocks(note.markdown.split("\n"));
  const table = "tooDeep" in parsed ? undefined : parsed.blocks.find((block) => block.type === "table");
  if (!table) return [];
  const header = tableCells(table.rows[0] ?? "").map((cell) => plainTitle(cell));
  const names = header.flatMap((cell, at) => (nameColumn.test(cell) ? [at] : []));
  const time = header.findIndex((cell) => timeColumn.test(cell));
  const needs = header.findIndex((cell) => needColumn.test(cell));
  if (names.length === 0 || (time < 0 && needs < 0)) return [];
  return table.rows.slice(2).flatMap((text, at): Row[] => {
    const cells = tableCells(text).map((cell) => plainTitle(cell));
    const name = names
      .map((each) => cells[each] ?? "")
      .join(" ")
      .trim();
    if (name === "" || /^total\b/i.test(name)) return [];
    const line = (note.lines?.[0] ?? 1) + table.lines[0] - 1 + at + 2;
    return [
      { name, id: cells[names[0] ?? 0] ?? "", estimate: minutesIn(cells[time] ?? ""), needs: cells[needs] ?? "", line },
    ];
  });
}

/** "Checks after the migration" are not the migration. */
const aside =
  /(?<!\p{L})(?:after|before|nach|vor|après|avant|después de|antes de|depois d[ao]|após|dopo|prima di|после|перед)\s(?:(?:the|der|die|das|dem|la|le|el|il|lo|o|a)\s)?\p{L}+/giu;

/** What a title speaks of itself. */
function ownWords(title: string): string[] {
  const own = title.slice(0, 300).replace(aside, " ");
  return wordsOf(/\p{L}/u.test(own) ? own : title);
}

/** The part each row speaks of, in document order where several would do. */
function match(rows: Row[], parts: Placed[]): (Placed | undefined)[] {
  const used = new Set<Placed>();
  let last = -1;
  return rows.map((row) => {
    const words = wordsOf(row.name);
    let best: { at: number; score: number } | undefined;
    for (const [at, placed] of parts.entries()) {
      if (used.has(placed)) continue;
      const score = likeness(words, placed.words) + (at > last ? 0.05 : 0);
      if (score >= 0.39 && (!best || score > best.score + 0.04)) best = { at, score };
    }
    if (!best) return undefined;
    last = best.at;
    const placed = parts[best.at] as Placed;
    used.add(placed);
    return placed;
  });
}

function apply(draft: Draft, rows: Row[], parts: Placed[]): void {
  const matched = match(rows, parts);
  const groups = matched.map((placed) => (placed ? [placed.part] : []));
  if (rows.some((row) => row.needs !== "")) takeSiblings(matched, groups, parts);
  for (const [at, row] of rows.entries()) {
    const group = groups[at] ?? [];
    const [first] = group;
    if (!first) continue;
    if (group.length === 1 && row.estimate !== undefined && !estimated(first))
      first.estimate = Math.min(row.estimate, 525_600);
    const needs = neededRows(row, at, rows).flatMap((need) => (groups[need] ?? []).map((part) => part.key));
    for (const part of group) {
      if (needs.length > 0) part.needs ??= [...new Set(needs)].filter((key) => key !== part.key).slice(0, 100);
      if (needs.length === 0 && part.owner === undefined && isRole(row.needs)) part.owner = cleanRole(row.needs);
    }
    const note = `taken as "${plainTitle(first.title)}"${group.length > 1 ? ` and ${group.length - 1} more` : ""}`;
    draft.remark([row.line, row.line], { note: shorten(note, 300) });
    for (const part of group) draft.guess(part, "timeline_row", `line ${row.line}`);
  }
}

function estimated(part: Part): boolean {
  return (
    part.estimate !== undefined || part.content.some((each) => each.kind === "section" && each.estimate !== undefined)
  );
}

/** Parts no row speaks of belong to the row of the part before them, as far as that stands beside them. */
function takeSiblings(matched: (Placed | undefined)[], groups: Part[][], parts: Placed[]): void {
  const taken = new Set(matched);
  for (const [at, placed] of matched.entries()) {
    if (!placed) continue;
    for (const next of parts.slice(parts.indexOf(placed) + 1)) {
      if (next.above === placed.part) continue;
      if (taken.has(next) || next.above !== placed.above || next.part.kind === "phase") break;
      groups[at]?.push(next.part);
    }
  }
}

/** Rows a cell such as "Phase 1,2,4", "Phase 1-3" or "All phases" names. */
function neededRows(row: Row, at: number, rows: Row[]): number[] {
  const before = rows.slice(0, at).map((_, index) => index);
  if (/^all\b/i.test(row.needs)) return before;
  const word = /^\p{L}+/u.exec(row.id)?.[0];
  if (word === undefined || !row.needs.toLowerCase().includes(word.toLowerCase().replace(/s$/, ""))) {
    return before.filter((index) => row.needs !== "" && rows[index]?.name.toLowerCase() === row.needs.toLowerCase());
  }
  const numbers = new Set<number>();
  for (const part of row.needs.slice(0, 200).matchAll(/(\d{1,3})(?:\s?[-–]\s?(\d{1,3}))?/g)) {
    for (let number = Number(part[1]); number <= Number(part[2] ?? part[1]); number += 1) numbers.add(number);
  }
  return before.filter((index) => numbers.has(Number(/\d{1,3}/.exec(rows[index]?.id ?? "")?.[0] ?? Number.NaN)));
}
