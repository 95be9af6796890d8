import type { Code, Content, Gate, Lines, Note, Phase, TemplateDocument } from "@/lib/domain/template";
import type { Block, Heading, Paragraph } from "./block";
import { readCode } from "./code-kind";
import type { Draft, Holder } from "./draft";
import { bareTitle, type Fact, factOf, plainTitle } from "./inline";
import { allFacts, hasBox, leadIn, leadInRole } from "./lead-ins";
import { addBlocks } from "./outline";
import { readTitle, titleNote } from "./section-titles";
import { addSignoffs, readRows } from "./signoff-blocks";

type Segment = { heading: Heading; blocks: Block[] };

/** The whole document: title, metadata, intro, and the phases with what stands in them. */
export function readDocument(draft: Draft, frontMatter: TemplateDocument["metadata"]): TemplateDocument {
  const blocks = draft.source.blocks;
  const title = findTitle(draft, blocks);
  const document: TemplateDocument = {
    schema: 1,
    title: title.text,
    metadata: [...frontMatter],
    intro: [],
    phases: [],
  };
  const body = blocks.filter((block) => block !== title.consumed);
  const level = draft.strict ? 2 : phaseLevel(body);
  const { before, segments } = split(body, level);
  while (!draft.strict && segments.length > 1 && isSubtitle(segments[0] as Segment, title.consumed)) {
    const subtitle = segments.shift() as Segment;
    before.push(subtitle.heading, ...subtitle.blocks);
  }
  const start = firstTask(before);
  addIntro(draft, document, before.slice(0, start));
  if (start < before.length) {
    const phase: Phase = { kind: "phase", key: "", title: document.title, content: [] };
    addBlocks(draft, before.slice(start), [{ node: phase, level: 1 }]);
    document.phases.push(phase);
  }
  for (const [at, segment] of segments.entries()) addPhase(draft, document, segment, level, at === segments.length - 1);
  return document;
}

function findTitle(draft: Draft, blocks: Block[]): { text: string; consumed?: Heading } {
  const headings = blocks.filter((block) => block.type === "heading");
  const heading = headings.find((block) => block.level === 1) ?? headings[0];
  if (!heading) {
    const line = draft.source.lines.find((text) => text.trim() !== "") ?? "";
    const words = plainTitle(line.replace(/^[\s>]*(?:[-*+]|\d{1,9}[.)])?\s*(?:\[[ xX]\]\s)?/, ""));
    return { text: clipTitle(bareTitle(words, "heading")) };
  }
  const text = clipTitle(draft.strict ? heading.text : bareTitle(heading.text, "heading"));
  const alone = heading.level === 1 || !headings.some((block) => block !== heading && block.level <= heading.level);
  if (!alone) return { text };
  draft.claim(
    heading.lines,
    "title",
    undefined,
    text.length < heading.text.length ? `written as "${heading.text}"` : undefined,
  );
  return { text, consumed: heading };
}

function clipTitle(title: string): string {
  return title.trim() === "" ? "Checklist" : title.slice(0, 300).toWellFormed();
}

/** The shallowest heading level that occurs more than once, else the shallowest. */
function phaseLevel(blocks: Block[]): number {
  const levels = [0, 0, 0, 0, 0, 0, 0];
  for (const block of blocks) if (block.type === "heading") levels[block.level] = (levels[block.level] ?? 0) + 1;
  const repeated = levels.findIndex((count) => count > 1);
  const any = levels.findIndex((count) => count > 0);
  return repeated > 0 ? repeated : Math.max(any, 1);
}

function split(blocks: Block[], level: number): { before: Block[]; segments: Segment[] } {
  const before: Block[] = [];
  const segments: Segment[] = [];
  for (const block of blocks) {
    if (block.type === "heading" && block.level <= level) segments.push({ heading: block, blocks: [] });
    else (segments.at(-1)?.blocks ?? before).push(block);
  }
  return { before, segments };
}

/** A heading right below the title with nothing under it but other headings says more about the document. */
function isSubtitle(segment: Segment, title: Heading | undefined): boolean {
  const bare = segment.blocks.every((block) => block.type === "heading" || block.type === "rule");
  return (
    bare &&
    title !== undefined &&
    segment.heading.lines[0] > title.lines[0] &&
    segment.heading.lines[0] - title.lines[1] <= 4
  );
}

/** Where the first tasks before any phase begin, the heading or bold line over them included. */
function firstTask(blocks: Block[]): number {
  const at = blocks.findIndex(
    (block) => hasBox([block]) || (block.type === "list" && block.entries.some((entry) => hasBox(entry.blocks))),
  );
  if (at < 0) return blocks.length;
  let from = at;
  while (from > 0 && (blocks[from - 1]?.type === "heading" || leadIn(blocks[from - 1]))) from -= 1;
  return from;
}

function addIntro(draft: Draft, document: TemplateDocument, blocks: Block[]): void {
  for (const block of blocks) {
    if (block.type === "rule") draft.claim(block.lines, "separator");
    else if (block.type === "heading") addHeadingFact(draft, document, block);
    else if (block.type === "code") document.intro.push(introCode(draft, block));
    else if (isMetadata(draft, document, block)) addMetadata(draft, document, block);
    else document.intro.push(introNote(draft, block));
  }
}

function addHeadingFact(draft: Draft, document: TemplateDocument, heading: Heading): void {
  const fact = factOf(heading.text, true);
  if (fact) {
    document.metadata.push({ name: plainTitle(fact.name), value: fact.value, lines: heading.lines });
    draft.claim(heading.lines, "metadata");
    return;
  }
  document.intro.push({ kind: "note", markdown: `**${plainTitle(heading.text)}**`, lines: heading.lines });
  draft.claim(heading.lines, "note");
}

function introNote(draft: Draft, block: Block): Note {
  draft.claim(block.lines, "note");
  return { kind: "note", markdown: draft.source.markdown(block.lines, block.depth), lines: block.lines };
}

function introCode(draft: Draft, block: Extract<Block, { type: "code" }>): Code | Note {
  const { code, leftOver, note } = readCode(block);
  draft.claim(
    block.lines,
    note ? "note" : code.use === "command" ? "command" : "code",
    undefined,
    leftOver || undefined,
  );
  return note ? { kind: "note", markdown: code.text, lines: block.lines } : code;
}

/** Facts before the first phase; in the dialect only a list of them right below the title. */
function isMetadata(draft: Draft, document: TemplateDocument, block: Block): boolean {
  if (draft.strict)
    return (
      block.type === "list" &&
      document.metadata.length === 0 &&
      document.intro.length === 0 &&
      rowsOf(block) !== undefined
    );
  return rowsOf(block) !== undefined;
}

function rowsOf(block: Block): (Fact & { line: number })[] | undefined {
  if (block.type !== "paragraph" && block.type !== "list") return undefined;
  const rows = block.type === "paragraph" ? block.rows : block.entries.map(entryRow);
  const facts = allFacts(rows);
  const line = (at: number) => (block.type === "list" ? (block.entries[at]?.lines[0] ?? 1) : block.lines[0] + at);
  return facts?.map((fact, at) => ({ ...fact, line: line(at) }));
}

function entryRow(entry: { blocks: Block[] }): string {
  const first = entry.blocks[0];
  return entry.blocks.length === 1 && first?.type === "paragraph" && first.rows.length === 1
    ? (first.rows[0] ?? "")
    : "";
}

function addMetadata(draft: Draft, document: TemplateDocument, block: Block): void {
  for (const { name, value, line } of rowsOf(block) ?? []) {
    document.metadata.push({
      name: draft.strict ? name : plainTitle(name),
      value: value.trimEnd(),
      lines: [line, line],
    });
    draft.claim([line, line], "metadata");
  }
}

function addPhase(draft: Draft, document: TemplateDocument, segment: Segment, level: number, last: boolean): void {
  const { heading } = segment;
  const phase: Phase = { kind: "phase", ...readTitle(draft, heading.text, heading.lines) };
  draft.claim(heading.lines, "phase", phase, titleNote(heading.text, phase.title));
  document.phases.push(phase);
  const end = segment.blocks.findIndex((block) => isPhaseEnd(draft, block));
  const own = end < 0 ? segment.blocks : segment.blocks.slice(0, end);
  const tail = last && end < 0 && !draft.strict ? tailOf(own) : own.length;
  addBlocks(draft, own.slice(0, tail), [{ node: phase, level: Math.max(level, heading.level) }]);
  if (tail < own.length) addTail(draft, document, own.slice(tail), phase);
  if (end < 0) return;
  draft.claim((segment.blocks[end] as Block).lines, "separator");
  addGates(draft, document, segment.blocks.slice(end + 1), phase);
}

function isPhaseEnd(draft: Draft, block: Block): boolean {
  return block.type === "html" && (draft.source.lines[block.lines[0] - 1] ?? "").trim() === "<!-- /phase -->";
}

/** What follows `<!-- /phase -->`: gates stand between the phases, anything else stays with the phase. */
function addGates(draft: Draft, document: TemplateDocument, blocks: Block[], phase: Phase): void {
  const kept = phase.content;
  const outside: Content[] = [];
  phase.content = outside;
  addBlocks(draft, blocks, [{ node: phase, level: 2 }]);
  phase.content = kept;
  for (const each of outside) {
    if (each.kind === "gate") document.phases.push(each);
    else kept.push(each);
  }
}

/** Where the facts about the document at its very end begin (after the last rule), or the length when there are none. */
function tailOf(blocks: Block[]): number {
  const rule = blocks.findLastIndex((block) => block.type === "rule");
  const facts = blocks[rule + 1];
  const clean = rule >= 0 && !blocks.slice(rule).some((block) => block.type === "heading");
  return clean && facts?.type === "paragraph" && allFacts(facts.rows) ? rule : blocks.length;
}

function addTail(draft: Draft, document: TemplateDocument, blocks: Block[], phase: Phase): void {
  draft.claim((blocks[0] as Block).lines, "separator");
  const sheet = blocks[1] as Paragraph;
  const holder: Holder = { node: { ...phase, title: document.title, content: [] }, level: 1 };
  for (const [at, text] of sheet.rows.entries()) {
    const lines: Lines = [sheet.lines[0] + at, sheet.lines[0] + at];
    const [signoff] = readRows([{ text, lines }], false);
    if (signoff) addSignoffs(draft, [holder], [signoff], true);
    else addMetadata(draft, document, { ...sheet, rows: [text], lines });
  }
  const next = leadIn(blocks[2]);
  const separate = next && leadInRole(blocks, 2, next.title, next.rank) === "section";
  if (next && separate) {
    const opened: Phase = { kind: "phase", ...readTitle(draft, next.title, (blocks[2] as Block).lines) };
    draft.claim((blocks[2] as Block).lines, "phase", opened, titleNote(next.title, opened.title));
    document.phases.push(opened);
    addBlocks(draft, blocks.slice(3), [{ node: opened, level: 2 }]);
  } else addBlocks(draft, blocks.slice(2), [{ node: phase, level: 2 }]);
  document.phases.push(...holder.node.content.filter((each): each is Gate => each.kind === "gate"));
}
