import type { Phase, TemplateDocument } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import type { Lines } from "@/lib/domain/template-node";
import { splitGroup } from "./attribute-group";
import type { Block, Heading, Paragraph } from "./block";
import { isCommandTable } from "./command-tables";
import { isContactTable } from "./contacts";
import { addIntro, addMetadata } from "./document-intro";
import type { Draft, Holder } from "./draft";
import { meaningOf } from "./fact-meaning";
import { factRowsOf } from "./fact-tables";
import { readHtmlHeadings } from "./html-blocks";
import { bareTitle, plainTitle, splitFacts } from "./inline";
import { allFacts, hasBox, leadIn, leadInRole } from "./lead-ins";
import { addBlocks } from "./outline";
import { readPlainHeadings } from "./plain-headings";
import { readQuotedValues } from "./quoted-values";
import { readTitle, titleNote } from "./section-titles";
import { shorten } from "./shorten";
import { addSignoffs, readRows } from "./signoff-blocks";
import { isTaskTable } from "./table-items";

type Segment = { heading: Heading; blocks: Block[] };

/** The whole document: title, metadata, intro, and the phases with what stands in them. */
export function readDocument(draft: Draft, frontMatter: TemplateDocument["metadata"]): TemplateDocument {
  const written = draft.source.blocks;
  const blocks = draft.strict
    ? written
    : readPlainHeadings(readHtmlHeadings(readQuotedValues(written), draft.source.lines));
  const title = findTitle(draft, blocks, frontMatter);
  draft.title = title.text;
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
  const start = firstTask(before, draft, segments.length === 0);
  addIntro(draft, document, before.slice(0, start));
  if (start < before.length) {
    const phase: Phase = { kind: "phase", key: "", title: document.title, content: [] };
    addBlocks(draft, before.slice(start), [{ node: phase, level: 1 }]);
    document.phases.push(phase);
  }
  for (const [at, segment] of segments.entries()) addPhase(draft, document, segment, level, at === segments.length - 1);
  return document;
}

function findTitle(
  draft: Draft,
  blocks: Block[],
  facts: TemplateDocument["metadata"],
): { text: string; consumed?: Heading } {
  const headings = blocks.filter((block) => block.type === "heading");
  const heading = headings.find((block) => block.level === 1) ?? headings[0];
  const stated = facts.find(({ name, value }) => /^(?:title|name)$/i.test(name) && value !== "")?.value;
  const several = headings.filter(({ level }) => level === 1).length > 1;
  if (stated !== undefined && (heading?.level !== 1 || several) && !draft.strict)
    return { text: clipTitle(bareTitle(stated, "heading")) };
  if (!heading) {
    const line = draft.source.lines.find((text) => text.trim() !== "") ?? "";
    if (line.trimStart().startsWith("|")) return { text: clipTitle("") };
    const words = plainTitle(line.replace(/^[\s>]*(?:[-*+]|\d{1,9}[.)])?\s*(?:\[[ xX]\]\s)?/, ""));
    return { text: clipTitle(bareTitle(words, "heading")) };
  }
  const words = splitGroup(heading.text).text;
  const text = clipTitle(draft.strict ? words : bareTitle(words, "heading"));
  const others = headings.filter((block) => block !== heading);
  const alone = heading.level === 1 || (others.length > 0 && others.every((block) => block.level > heading.level));
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
  return title.trim() === "" ? "Checklist" : shorten(title, 300).trim();
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
    (bare || isFactSheet(segment)) &&
    title !== undefined &&
    segment.heading.lines[0] > title.lines[0] &&
    segment.heading.lines[0] - title.lines[1] <= 4
  );
}

const talk =
  /\b(?:overview|summary|scope|status|information|info|details|general|metadata|facts|release|deployment|version|purpose)\b/i;

/** Facts about the document below a heading that only says more of its title, and nothing to do. */
function isFactSheet({ heading, blocks }: Segment): boolean {
  const end = blocks.findIndex((block) => block.type === "heading" || block.type === "rule");
  const facts = end < 0 ? blocks : blocks.slice(0, end);
  const title = plainTitle(heading.text);
  if (facts.length === 0 || (talk.test(title) && title.split(/\s/).length <= 4) || hasBox(blocks)) return false;
  if (blocks.some(isTask)) return false;
  return facts.every(
    (block) =>
      (block.type === "paragraph" &&
        (allFacts(block.rows.flatMap(splitFacts)) ?? []).some(({ name, value }) =>
          known.has(meaningOf(name, value).means),
        )) ||
      (block.type === "table" &&
        factRowsOf(block)?.rows.some(({ name, value }) => known.has(meaningOf(name, value).means))),
  );
}

const known = new Set<unknown>(["version", "status", "owner", "target", "review", "environment"]);

function isTask(block: Block): boolean {
  return (
    block.type === "code" ||
    (block.type === "list" && block.ordered) ||
    (block.type === "table" && (isTaskTable(block) || isCommandTable(block)))
  );
}

/** Where the first tasks before any phase begin, the heading or bold line over them included. */
function firstTask(blocks: Block[], draft: Draft, alone: boolean): number {
  const at = blocks.findIndex((block) =>
    !draft.strict && block.type === "table" && (isTaskTable(block) || isCommandTable(block) || isContactTable(block))
      ? true
      : draft.boxless
        ? alone && block.type === "list"
        : hasBox([block]) && !(draft.strict && block.type === "quote"),
  );
  if (at < 0) return blocks.length;
  let from = at;
  while (from > 0 && (blocks[from - 1]?.type === "heading" || leadIn(blocks[from - 1]))) from -= 1;
  return from;
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
  const outside: Phase = { ...phase, content: [] };
  addBlocks(draft, blocks, [{ node: outside, level: 2 }]);
  draft.forward(outside, phase);
  for (const each of outside.content) {
    if (each.kind === "gate") document.phases.push(each);
    else phase.content.push(each);
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
  draft.forward(holder.node, phase);
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
