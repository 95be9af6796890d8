import type { Note, Section } from "@/lib/domain/template";
import { splitGroup } from "./attribute-group";
import type { Block, Fence, Paragraph } from "./block";
import { readCode } from "./code-kind";
import { readDialectParagraph, readDialectQuote } from "./dialect-nodes";
import type { Draft, Holder } from "./draft";
import { attributeOf } from "./facts";
import { bareTitle, unbold } from "./inline";
import { boxOf, hasBox, leadIn, leadInRole } from "./lead-ins";
import { addBoxRows, addList } from "./list-items";
import { readTitle, titleNote } from "./section-titles";
import { addSignoffs, addSignoffTable, inSignoffBlock, readRows } from "./signoff-blocks";

/** Reads blocks into a holder: headings and bold lines nest as sections, everything else lands where it stands. */
export function addBlocks(draft: Draft, blocks: Block[], base: Holder[]): void {
  const stack = [...base];
  const floor = base.length;
  let purpose: { text: string; line: number } | undefined;
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    const holder = stack.at(-1) as Holder;
    if (block.type === "heading") openSection(draft, stack, floor, block.text, block.lines, block.level);
    else if (block.type === "rule") {
      draft.claim(block.lines, "separator");
      if (!draft.strict) closeBold(stack, floor, 1);
    } else if (block.type === "code") {
      addCode(draft, holder, block, purpose?.text);
    } else if (block.type === "list") addList(draft, block, stack, addBlocks);
    else if (block.type === "table") {
      if (draft.strict || !addSignoffTable(draft, stack, block)) addNote(draft, holder, block);
    } else if (block.type === "quote") {
      if (readDialectQuote(draft, holder, block)) continue;
      if (!draft.strict && hasBox([block])) addBlocks(draft, block.blocks, stack);
      else addNote(draft, holder, block);
    } else if (block.type === "html") {
      if (!closeMark(draft, block, stack, floor)) addNote(draft, holder, block);
    } else {
      const used = readDialectParagraph(draft, holder, blocks, at);
      if (used > 0) at += used - 1;
      else purpose = addParagraph(draft, stack, floor, blocks, at, block);
      continue;
    }
    purpose = undefined;
  }
}

function openSection(
  draft: Draft,
  stack: Holder[],
  floor: number,
  text: string,
  lines: Fence["lines"],
  level: number,
): void {
  while (stack.length > floor && (stack.at(-1)?.bold || (stack.at(-1)?.level ?? 0) >= level)) stack.pop();
  const node: Section = { kind: "section", ...readTitle(draft, text, lines) };
  (stack.at(-1) as Holder).node.content.push(node);
  stack.push({ node, level });
  draft.claim(lines, "section", node, titleNote(text, node.title));
}

/** Closes bold-line sections of this rank and below. */
function closeBold(stack: Holder[], floor: number, rank: 1 | 2): void {
  while (stack.length > floor && (stack.at(-1)?.bold ?? 0) >= rank) stack.pop();
}

/** `<!-- /section -->` of the dialect, which says that what follows is no longer part of the section above. */
function closeMark(draft: Draft, block: Block, stack: Holder[], floor: number): boolean {
  if (block.lines[0] !== block.lines[1] || stack.length <= floor) return false;
  if ((draft.source.lines[block.lines[0] - 1] ?? "").trim() !== "<!-- /section -->") return false;
  draft.claim(block.lines, "separator");
  stack.pop();
  return true;
}

function addParagraph(draft: Draft, stack: Holder[], floor: number, blocks: Block[], at: number, block: Paragraph) {
  const deep = splitGroup(block.rows[0] ?? "");
  const level = Number(deep.group?.values.get("section")?.[0] ?? 0);
  if (block.rows.length === 1 && level > 6 && level < 100 && unbold(deep.text) !== deep.text) {
    openSection(
      draft,
      stack,
      floor,
      `${unbold(deep.text)} ${(block.rows[0] ?? "").slice(deep.text.length).trim()}`,
      block.lines,
      level,
    );
    return undefined;
  }
  const bold = leadIn(block);
  if (bold && draft.strict) {
    const next = blocks[at + 1];
    const row = block.rows[0] ?? "";
    if (next?.type === "code" && next.fenced && row === `**${bold.title}**:`)
      return purposeOf(draft, stack, block, bold.title);
  }
  if (!bold || draft.strict) {
    addRows(draft, stack, floor, block);
    return undefined;
  }
  const role = leadInRole(blocks, at, bold.title, bold.rank);
  const holder = stack.at(-1) as Holder;
  const unfilled = holder.bold !== undefined && !holder.node.content.some((each) => each.kind === "item");
  if (role !== "remark" || !unfilled) closeBold(stack, floor, role === "section" || !unfilled ? bold.rank : 2);
  if (role === "section") {
    const text = splitGroup(bold.title).text;
    const node: Section = { kind: "section", ...readTitle(draft, text, block.lines) };
    (stack.at(-1) as Holder).node.content.push(node);
    stack.push({ node, level: 7, bold: bold.rank });
    draft.claim(block.lines, "section", node, titleNote(bold.title, node.title));
    return undefined;
  }
  if (role === "purpose") return purposeOf(draft, stack, block, bareTitle(bold.title, "heading"));
  addNote(draft, stack.at(-1) as Holder, block);
  return undefined;
}

function purposeOf(draft: Draft, stack: Holder[], block: Paragraph, title: string) {
  if (title.length > 200) {
    addNote(draft, stack.at(-1) as Holder, block);
    return undefined;
  }
  draft.claim(block.lines, "attribute", (stack.at(-1) as Holder).node, `purpose of the block below: ${title}`);
  return { text: /^verification$/i.test(title) ? "verification" : title, line: block.lines[0] };
}

/** The rows of a paragraph, each by itself: attributes, sign-offs and bare boxes leave it, the rest stays one note. */
function addRows(draft: Draft, stack: Holder[], floor: number, block: Paragraph): void {
  if (draft.strict) {
    addNote(draft, stack.at(-1) as Holder, block);
    return;
  }
  const rows = block.rows.map((text, at) => ({
    text,
    lines: [block.lines[0] + at, block.lines[0] + at] as [number, number],
  }));
  const signed = readRows(rows, inSignoffBlock(stack));
  const attributes = rows.map((row) => attributeOf(row.text));
  const filled = () => (stack.at(-1) as Holder).node.content.some((each) => each.kind === "item");
  if (attributes.some((each) => each) && (stack.at(-1) as Holder).bold && filled()) closeBold(stack, floor, 1);
  const holder = stack.at(-1) as Holder;
  let kept: typeof rows = [];
  const flush = () => {
    if (kept.length > 0) addNoteRows(draft, holder, block, kept[0]?.lines[0] ?? 0, kept.at(-1)?.lines[1] ?? 0);
    kept = [];
  };
  rows.forEach((row, at) => {
    const signoff = signed[at];
    const attribute = attributes[at];
    if (signoff && signoff.row.is !== "decision") {
      flush();
      addSignoffs(draft, stack, [signoff], rows.length > 1 && !inSignoffBlock(stack));
    } else if (attribute) {
      flush();
      Object.assign(holder.node, attribute);
      draft.claim(row.lines, "attribute", holder.node, row.text);
    } else if (boxOf(row.text)?.text) {
      flush();
      addBoxRows(draft, holder, row.text, row.lines);
    } else kept.push(row);
  });
  flush();
}

function addNoteRows(draft: Draft, holder: Holder, block: Paragraph, first: number, last: number): void {
  const markdown = block.rows
    .slice(first - block.lines[0], last - block.lines[0] + 1)
    .join("\n")
    .trimEnd();
  const note: Note = { kind: "note", markdown, lines: [first, last] };
  holder.node.content.push(note);
  draft.claim([first, last], "note", holder.node);
}

/** Keeps a block as the Markdown it is. */
export function addNote(draft: Draft, holder: Holder, block: Block): void {
  const note: Note = { kind: "note", markdown: draft.source.markdown(block.lines, block.depth), lines: block.lines };
  holder.node.content.push(note);
  draft.claim(block.lines, "note", holder.node);
}

function addCode(draft: Draft, holder: Holder, block: Fence, purpose: string | undefined): void {
  const { code, leftOver, note } = readCode(block);
  if (note) {
    holder.node.content.push({ kind: "note", markdown: code.text, lines: block.lines });
    draft.claim(block.lines, "note", holder.node);
    return;
  }
  if (purpose !== undefined) code.purpose = purpose;
  holder.node.content.push(code);
  draft.claim(block.lines, code.use === "command" ? "command" : "code", holder.node, leftOver || undefined);
}
