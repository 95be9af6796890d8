import { addMessageFence } from "./announcements";
import type { Block, Fence, Html, Quote, Table } from "./block";
import { addCommandChoice, addOptions, optionBlocks } from "./choices";
import { addContactFence, addContactTable } from "./contacts";
import { readDialectParagraph, readDialectQuote } from "./dialect-nodes";
import type { Draft, Holder } from "./draft";
import { hasBox, leadIn } from "./lead-ins";
import { addCode, addNote } from "./leaf-nodes";
import { addList } from "./lists";
import { addParagraph } from "./paragraphs";
import { closeBold, closeSections, openSection, type Stack, top } from "./section-stack";
import { addSignoffTable } from "./signoff-blocks";
import { addTableItems } from "./table-items";

/** What the line right above a block says of it: the purpose of a fence, the words over a list. */
type Above = { purpose?: string | undefined; lead?: string | undefined };

/** Reads blocks into a holder: headings and bold lines nest as sections, everything else lands where it stands. */
export function addBlocks(draft: Draft, blocks: Block[], base: Holder[]): void {
  const stack: Stack = { holders: [...base], floor: base.length };
  let above: Above = {};
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    if (block.type !== "paragraph") {
      addBlock(draft, stack, block, above);
      above = {};
      continue;
    }
    const used = readDialectParagraph(draft, top(stack), blocks, at) || addChoice(draft, stack, blocks, at);
    if (used > 0) {
      at += used - 1;
      above = {};
    } else {
      const purpose = addParagraph(draft, stack, blocks, at);
      const last = block.rows.at(-1) ?? "";
      above = { purpose, lead: leadIn(block)?.title ?? (last.trimEnd().endsWith(":") ? last : undefined) };
    }
  }
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
    if (!draft.strict) addCommandChoice(holder, block);
    addCode(draft, holder, block, above.purpose);
  } else if (!isStructure(draft, stack, block)) addNote(draft, holder, block);
}

/** A fence that lists contacts or holds a message to send. */
function isTold(draft: Draft, stack: Holder[], block: Fence, purpose: string | undefined): boolean {
  return addContactFence(draft, stack.at(-1) as Holder, block) || addMessageFence(draft, stack, block, purpose);
}

/** Gates and choices of the dialect, tables of sign-offs or contacts, quoted tasks and closing marks. */
function isStructure(draft: Draft, stack: Stack, block: Table | Quote | Html): boolean {
  if (block.type === "html") return closeSections(draft, stack, block);
  if (block.type === "table") {
    if (draft.strict) return false;
    const holder = top(stack);
    return (
      addSignoffTable(draft, stack.holders, block) ||
      addContactTable(draft, holder, block) ||
      addTableItems(draft, holder, block)
    );
  }
  if (readDialectQuote(draft, top(stack), block)) return true;
  if (draft.strict || !hasBox([block])) return false;
  addBlocks(draft, block.blocks, stack.holders);
  return true;
}
