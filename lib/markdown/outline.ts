import type { Block, Html, Quote, Table } from "./block";
import { readDialectParagraph, readDialectQuote } from "./dialect-nodes";
import type { Draft, Holder } from "./draft";
import { hasBox } from "./lead-ins";
import { addCode, addNote } from "./leaf-nodes";
import { addList } from "./list-items";
import { addParagraph } from "./paragraphs";
import { closeBold, closeSections, openSection, type Stack, top } from "./section-stack";
import { addSignoffTable } from "./signoff-blocks";

/** Reads blocks into a holder: headings and bold lines nest as sections, everything else lands where it stands. */
export function addBlocks(draft: Draft, blocks: Block[], base: Holder[]): void {
  const stack: Stack = { holders: [...base], floor: base.length };
  let purpose: string | undefined;
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    const stated = purpose;
    purpose = undefined;
    if (block.type === "paragraph") {
      const used = readDialectParagraph(draft, top(stack), blocks, at);
      if (used > 0) at += used - 1;
      else purpose = addParagraph(draft, stack, blocks, at);
    } else addBlock(draft, stack, block, stated);
  }
}

function addBlock(
  draft: Draft,
  stack: Stack,
  block: Exclude<Block, { type: "paragraph" }>,
  purpose: string | undefined,
): void {
  const holder = top(stack);
  if (block.type === "heading") openSection(draft, stack, block.text, block.lines, block.level);
  else if (block.type === "code") addCode(draft, holder, block, purpose);
  else if (block.type === "list") addList(draft, block, stack.holders, addBlocks);
  else if (block.type === "rule") {
    draft.claim(block.lines, "separator");
    if (!draft.strict) closeBold(stack, 1);
  } else if (!isStructure(draft, stack, block)) addNote(draft, holder, block);
}

/** Gates and choices of the dialect, tables of sign-offs, quoted tasks and closing marks. */
function isStructure(draft: Draft, stack: Stack, block: Table | Quote | Html): boolean {
  if (block.type === "table") return !draft.strict && addSignoffTable(draft, stack.holders, block);
  if (block.type === "html") return closeSections(draft, stack, block);
  if (readDialectQuote(draft, top(stack), block)) return true;
  if (draft.strict || !hasBox([block])) return false;
  addBlocks(draft, block.blocks, stack.holders);
  return true;
}
