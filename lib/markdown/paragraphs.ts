import type { Section } from "@/lib/domain/template";
import type { Lines } from "@/lib/domain/template-node";
import type { Block, Paragraph } from "./block";
import { addDecision, asksForOne, isDecisionRow } from "./choices";
import { addCriteriaRows, addExpected, saysExpected } from "./criteria";
import type { Draft } from "./draft";
import { attributeOf } from "./facts";
import { openName } from "./form-lists";
import { bareTitle, factOf, plainTitle, splitFacts, splitRooms, trimDecoration } from "./inline";
import { boxesOf, boxOf, introducesCode, labelOf, leadIn, leadInRole, markOf } from "./lead-ins";
import { addNote, addNoteRows } from "./leaf-nodes";
import { addBoxRow } from "./list-items";
import { closeBold, openBoldSection, openDeepSection, type Stack, top } from "./section-stack";
import { addSignoffs, inSignoffBlock, readRows } from "./signoff-blocks";
import { announcesSignoffs, readSignoffRow } from "./signoff-rows";
import { addSmallRow, factRow, smallRow } from "./small-rows";
import { addTriggerRow, announcesTriggers, namesTrigger } from "./triggers";

/** Reads the paragraph at `at`; gives back the purpose it states for the fenced block right after it. */
export function addParagraph(draft: Draft, stack: Stack, blocks: Block[], at: number): string | undefined {
  const block = blocks[at] as Paragraph;
  if (openDeepSection(draft, stack, block)) return undefined;
  const bold = leadIn(block);
  if (draft.strict) {
    const stated = bold && introducesCode(blocks, at) && block.rows[0] === `**${bold.title}**:`;
    if (stated && bold.title.length <= 200) return statePurpose(draft, stack, block, bold.title);
    addNote(draft, top(stack), block);
    return undefined;
  }
  if (!bold) {
    const label = labelOf(block, blocks[at + 1]);
    if (
      label !== undefined &&
      !sentence.test(label) &&
      !asksForOne(label) &&
      !announcesTriggers(label) &&
      !announcesSignoffs(label)
    ) {
      openBoldSection(draft, stack, label, block.lines, 2);
      draft.guess(top(stack).node as Section, "heading_label");
    } else if (!addCriteriaRows(draft, top(stack), block)) {
      const only = blocks[at - 1]?.type === "heading" || at === 0;
      addRows(draft, stack, block, only && endsThere(blocks[at + 1]));
    }
    return undefined;
  }
  const role = leadInRole(blocks, at, bold.title, bold.rank, draft.boxless);
  if (role === "section") {
    openBoldSection(draft, stack, bold.title, block.lines, bold.rank);
    draft.guess(top(stack).node as Section, "heading_bold");
    return undefined;
  }
  if (role === "purpose" || isFilled(stack)) closeBold(stack, 2);
  const purpose = bareTitle(bold.title, "heading");
  if (role === "purpose" && purpose.length <= 200) return statePurpose(draft, stack, block, purpose);
  addNote(draft, top(stack), block);
  return undefined;
}

const sentence =
  /^(?:if|when|once|before|after|run|verify|check|ensure|make sure|confirm|test|use|see|note|example|e\.g|please|you|your|the|this|these|all|each|steps?(?!\s?\d)|tasks?|actions?|checklist|to-?dos?|items?)\b/i;

function isFilled(stack: Stack): boolean {
  return top(stack).node.content.some((each) => each.kind === "item");
}

function statePurpose(draft: Draft, stack: Stack, block: Paragraph, title: string): string {
  draft.claim(block.lines, "attribute", top(stack).node, `purpose of the block below: ${title}`);
  return /^verification$/i.test(title) ? "verification" : title;
}

/** "Done!" is a word of joy and no task. */
function isCry(row: string): boolean {
  return /^[!！]$/u.test(trimDecoration(row).replaceAll("*", "").slice(-1));
}

function endsThere(next: Block | undefined): boolean {
  return !next || next.type === "heading" || next.type === "rule";
}

/** The rows of a paragraph, each by itself: attributes, sign-offs and bare boxes leave it, the rest stays together as notes. */
function addRows(draft: Draft, stack: Stack, block: Paragraph, alone: boolean): void {
  const inBlock = inSignoffBlock(stack.holders);
  const rows = block.rows.flatMap((text, at) =>
    partsOf(text, inBlock).map((part) => ({ text: part, lines: lineOf(block, at), part: part !== text, whole: text })),
  );
  const signed = readRows(rows, inBlock);
  const attributes = rows.map((row) => attributeOf(row.text));
  const among = rows.length > 1 && rows.every((row) => factOf(row.text) ?? openName(row.text, false));
  const small = rows.map((row) => (inBlock || top(stack).node.kind === "item" ? undefined : smallOf(row, among)));
  const triggers = rows.map(({ text }, at) => namesTrigger(text, rows[at - 1]?.text, draft, stack.holders));
  if (attributes.some((each) => each) && isFilled(stack)) closeBold(stack, 1);
  const holder = top(stack);
  const expected = rows.map(({ text, part }) => holder.node.kind === "item" && !part && saysExpected(text));
  let kept: Lines | undefined;
  const flush = () => {
    if (kept) addNoteRows(draft, holder, block, kept);
    kept = undefined;
  };
  for (const [at, row] of rows.entries()) {
    const found = signed[at];
    const boxes = found?.row.is === "decision" && /[[☐☑⬜□]/u.test(row.text);
    const signoff = found?.row.is === "decision" && !boxes ? undefined : found;
    const attribute = attributes[at];
    const box = (
      boxOf(row.text) ??
      (draft.marked && (rows.length > 1 || (alone && !isCry(row.text))) ? markOf(row.text) : undefined)
    )?.text;
    const said = small[at];
    if (!expected[at] && !triggers[at] && !signoff && !attribute && !box && !said && !isDecisionRow(row.text)) {
      kept = [kept?.[0] ?? row.lines[0], row.lines[1]];
      continue;
    }
    flush();
    if (expected[at]) {
      addExpected(draft, holder, row.text, row.lines);
      continue;
    }
    if (triggers[at] && addTriggerRow(draft, stack.holders, row.text, row.lines)) continue;
    if (signoff) addSignoffs(draft, stack.holders, [signoff], rows.length > 1 && !inBlock);
    else if (attribute) {
      Object.assign(holder.node, attribute);
      draft.claim(row.lines, "attribute", holder.node, row.whole);
    } else if (box) {
      for (const each of boxesOf(row.text.trim()) ?? [row.text]) addBoxRow(draft, holder, each, row.lines);
    } else if (said) addSmallRow(draft, holder, said);
    else addDecision(draft, holder, row.text, row.lines);
  }
  flush();
}

/** A line to sign stays whole: the room for a date beside it is part of it. */
function partsOf(text: string, inBlock: boolean): string[] {
  const rooms = inBlock || readSignoffRow(text, false) ? [text] : splitRooms(text);
  return rooms.length > 1 ? rooms : splitFacts(text);
}

function smallOf({ text, lines, part }: { text: string; lines: Lines; part: boolean }, among: boolean) {
  const name = among ? openName(text, false) : undefined;
  return name === undefined ? smallRow(text, lines, among || part, part) : factRow(plainTitle(name), "", lines);
}

function lineOf(block: Paragraph, at: number): Lines {
  return [block.lines[0] + at, block.lines[0] + at];
}
