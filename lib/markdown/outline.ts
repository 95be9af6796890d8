import { addMessageFence, addQuotedMessage } from "./announcements";
import type { Block, Fence, Heading, Html, Paragraph, Quote, Table } from "./block";
import { addBoxFence } from "./box-fences";
import { addCaptured } from "./captures";
import { addCommandChoice, addDecision, addOptions, asksForOne, isDecisionRow, optionBlocks } from "./choices";
import { readCode } from "./code-kind";
import { addCommandTable } from "./command-tables";
import { addContactFence, addContactTable } from "./contacts";
import { addCriteriaFence, addExpectedComments } from "./criteria";
import { addCriteriaTable } from "./criteria-tables";
import { readDialectParagraph, readDialectQuote } from "./dialect-nodes";
import type { Draft, Holder } from "./draft";
import { addFactRows } from "./fact-tables";
import { closesDetails, summaryOf } from "./html-blocks";
import { bareTitle } from "./inline";
import { hasBox, leadIn, leadInRole } from "./lead-ins";
import { addCode, addNote } from "./leaf-nodes";
import { addList } from "./lists";
import { addMail } from "./mail-messages";
import { addParagraph } from "./paragraphs";
import { addScheduleTable } from "./schedule-tables";
import {
  closeBold,
  closeHeadings,
  closeSections,
  openBoldSection,
  openSection,
  type Stack,
  top,
} from "./section-stack";
import { addSignoffTable } from "./signoff-blocks";
import { addSmallRow, smallRow } from "./small-rows";
import { addCommandSteps } from "./steps";
import { addTableItems } from "./table-items";
import { addTriggerTable } from "./triggers";

/** What the line right above a block says of it: the purpose of a fence, the words over a list. */
type Above = { purpose?: string | undefined; lead?: string | undefined };

/** Reads blocks into a holder: headings and bold lines nest as sections, everything else lands where it stands. */
export function addBlocks(draft: Draft, blocks: Block[], base: Holder[]): void {
  const stack: Stack = { holders: [...base], floor: base.length };
  let above: Above = {};
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    if (block.type === "html" && !draft.strict && addDetails(draft, stack, blocks, at)) above = {};
    else if (block.type === "heading" && !draft.strict && addHeadingRow(draft, stack, block, blocks[at + 1]))
      above = {};
    else if (block.type !== "paragraph") {
      addBlock(draft, stack, block, above);
      above = {};
    } else {
      const used =
        readDialectParagraph(draft, top(stack), blocks, at) ||
        addChoice(draft, stack, blocks, at) ||
        addMail(draft, stack.holders, blocks, at);
      at += Math.max(0, used - 1);
      above = used > 0 ? {} : addText(draft, stack, blocks, at, block);
    }
  }
}

/** `### Deployed by: ______` with nothing below it is a line to fill in, and `### Target: [ ] A [ ] B` one to choose on. */
function addHeadingRow(draft: Draft, stack: Stack, block: Heading, next: Block | undefined): boolean {
  if (next && next.type !== "heading" && next.type !== "rule") return false;
  const blank = block.text.trimEnd().endsWith("___") ? smallRow(block.text, block.lines, false) : undefined;
  const offers = isDecisionRow(block.text);
  if (blank?.kind !== "blank" && !offers) return false;
  closeHeadings(stack, block.level);
  if (blank?.kind === "blank") addSmallRow(draft, top(stack), blank);
  else addDecision(draft, top(stack), block.text, block.lines);
  return true;
}

/** A paragraph, and what it says of the block below it. */
function addText(draft: Draft, stack: Stack, blocks: Block[], at: number, block: Paragraph): Above {
  const purpose = addParagraph(draft, stack, blocks, at);
  const last = (block.rows.at(-1) ?? "").trimEnd();
  return { purpose, lead: leadIn(block)?.title ?? (/[:：]$/u.test(last) || asksForOne(last) ? last : undefined) };
}

/** A part to unfold (`<details>`) that holds tasks: a section with its summary as title. */
function addDetails(draft: Draft, stack: Stack, blocks: Block[], at: number): boolean {
  const block = blocks[at] as Html;
  const lines = draft.source.lines;
  if (closesDetails(block, lines) && top(stack).bold) {
    closeBold(stack, 2);
    draft.claim(block.lines, "separator");
    return true;
  }
  const title = summaryOf(block, lines);
  if (title === undefined || leadInRole(blocks, at, title, 2) !== "section") return false;
  openBoldSection(draft, stack, title, block.lines, 2);
  return true;
}

/** Bold options one after another: a choice, and a section for each of them; how many blocks were used. */
function addChoice(draft: Draft, stack: Stack, blocks: Block[], at: number): number {
  if (draft.strict || !leadIn(blocks[at])) return 0;
  const groups = optionBlocks(blocks, at);
  if (groups.length === 0) return 0;
  closeBold(stack, 2);
  for (const { section, blocks: own } of addOptions(draft, top(stack), groups)) {
    addBlocks(draft, own, [...stack.holders, { node: section, level: 7 }]);
  }
  return groups.reduce((sum, group) => sum + group.length, 0);
}

function addBlock(draft: Draft, stack: Stack, block: Exclude<Block, { type: "paragraph" }>, above: Above): void {
  const holder = top(stack);
  if (block.type === "heading") openSection(draft, stack, block.text, block.lines, block.level);
  else if (block.type === "list") addList(draft, block, stack.holders, addBlocks, above.lead);
  else if (block.type === "rule") {
    draft.claim(block.lines, "separator");
    if (!draft.strict) closeBold(stack, 1);
  } else if (block.type === "code") {
    if (!draft.strict && isTold(draft, stack.holders, block, above.purpose)) return;
    if (draft.strict) addCode(draft, holder, block, above.purpose);
    else addGuessedCode(draft, stack.holders, block, above.purpose);
  } else if (!isStructure(draft, stack, block, above.lead)) addNote(draft, holder, block);
}

/** A block of code, with the choice its comments offer, the steps they name and what they say to expect. */
function addGuessedCode(draft: Draft, stack: Holder[], block: Fence, purpose: string | undefined): void {
  const holder = stack.at(-1) as Holder;
  const choice = addCommandChoice(draft, holder, block);
  const { code, leftOver, note } = readCode(block);
  if (purpose !== undefined) code.purpose = purpose;
  const optionOf = (title: string) => choice?.options.find((option) => option.title === bareTitle(title));
  if (!note && leftOver === "" && addCommandSteps(draft, stack, block, code, optionOf)) return;
  const last = holder.node.content.at(-1);
  const near = last?.kind === "item" && block.lines[0] - (last.lines?.[1] ?? 0) <= 2 ? last : undefined;
  const opens = /[:：]\**$/u.test((draft.source.lines[(near?.lines?.[1] ?? 0) - 1] ?? "").trimEnd());
  const step = near && (draft.steps.has(near) || (opens && near.content.length === 0)) ? near : undefined;
  const into = step ? { node: step, level: 0 } : holder;
  addCode(draft, into, block, purpose);
  addExpectedComments(draft, into, block);
  addCaptured(draft, into, block);
}

/** A fence that lists contacts or holds a message to send. */
function isTold(draft: Draft, stack: Holder[], block: Fence, purpose: string | undefined): boolean {
  const holder = stack.at(-1) as Holder;
  return (
    addContactFence(draft, holder, block) ||
    addMessageFence(draft, stack, block, purpose) ||
    addCriteriaFence(draft, holder, block, purpose) ||
    addBoxFence(draft, holder, block)
  );
}

/** Gates and choices of the dialect, tables of sign-offs or contacts, quoted tasks and closing marks. */
function isStructure(draft: Draft, stack: Stack, block: Table | Quote | Html, lead: string | undefined): boolean {
  if (block.type === "html") return closeSections(draft, stack, block);
  if (block.type === "table") {
    if (draft.strict) return false;
    const holder = top(stack);
    return (
      addSignoffTable(draft, stack.holders, block) ||
      addTriggerTable(draft, stack.holders, block, lead) ||
      addContactTable(draft, holder, block) ||
      addScheduleTable(draft, holder, block) ||
      addTableItems(draft, holder, block) ||
      addCommandTable(draft, holder, block) ||
      addCriteriaTable(draft, holder, block) ||
      addFactRows(draft, holder, block)
    );
  }
  if (readDialectQuote(draft, top(stack), block)) return true;
  if (draft.strict) return false;
  if (addQuotedMessage(draft, stack.holders, block)) return true;
  if (!hasBox([block])) return false;
  addBlocks(draft, block.blocks, stack.holders);
  return true;
}
