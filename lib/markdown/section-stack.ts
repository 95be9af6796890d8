import type { Section } from "@/lib/domain/template";
import type { Lines } from "@/lib/domain/template-node";
import { splitGroup } from "./attribute-group";
import type { Block, Paragraph } from "./block";
import { strong } from "./dialect-nodes";
import type { Draft, Holder } from "./draft";
import { readTitle, titleNote } from "./section-titles";

/** Sections open around the place being read, the innermost last; those below `floor` were open before and stay. */
export type Stack = { holders: Holder[]; floor: number };

export function top(stack: Stack): Holder {
  return stack.holders.at(-1) as Holder;
}

function pop(stack: Stack, closes: (holder: Holder) => boolean): void {
  while (stack.holders.length > stack.floor && closes(top(stack))) stack.holders.pop();
}

/** Closes what a heading of this level ends: sections of its level or deeper, bold-line ones always. */
export function closeHeadings(stack: Stack, level: number): void {
  pop(stack, (holder) => holder.bold !== undefined || holder.level >= level);
}

/** Opens the section of a heading; every open one of its level or deeper ends there, bold-line ones always. */
export function openSection(draft: Draft, stack: Stack, text: string, lines: Lines, level: number): void {
  closeHeadings(stack, level);
  push(draft, stack, text, lines, { level });
}

/** Opens the section of a bold line used as a heading. */
export function openBoldSection(draft: Draft, stack: Stack, text: string, lines: Lines, bold: 1 | 2): void {
  closeBold(stack, bold);
  push(draft, stack, text, lines, { level: 7, bold });
}

function push(draft: Draft, stack: Stack, text: string, lines: Lines, as: { level: number; bold?: 1 | 2 }): void {
  const node: Section = { kind: "section", ...readTitle(draft, text, lines) };
  top(stack).node.content.push(node);
  stack.holders.push({ node, ...as });
  draft.claim(lines, "section", node, titleNote(text, node.title));
}

/** Closes bold-line sections of this rank and below. */
export function closeBold(stack: Stack, rank: 1 | 2): void {
  pop(stack, (holder) => (holder.bold ?? 0) >= rank);
}

/** `**Title** {section=7 …}`: the dialect's heading for levels that Markdown has no heading for. */
export function openDeepSection(draft: Draft, stack: Stack, block: Paragraph): boolean {
  if (block.rows.length !== 1) return false;
  const row = block.rows[0] ?? "";
  const { text, group } = splitGroup(row);
  const level = Number(group?.values.get("section")?.[0] ?? 0);
  const title = strong(text);
  if (title === undefined || !Number.isInteger(level) || level < 7 || level > 99) return false;
  openSection(draft, stack, `${title} ${row.slice(text.length).trim()}`, block.lines, level);
  return true;
}

const mark = /^<!-- \/section(?: (\d{1,2}))? -->$/;

/** `<!-- /section 2 -->` of the dialect: what follows is no longer part of the two innermost sections. */
export function closeSections(draft: Draft, stack: Stack, block: Block): boolean {
  if (block.lines[0] !== block.lines[1]) return false;
  const match = mark.exec(draft.source.markdown(block.lines, block.depth));
  if (!match || stack.holders.length <= stack.floor) return false;
  draft.claim(block.lines, "separator");
  stack.holders.length = Math.max(stack.floor, stack.holders.length - Number(match[1] ?? 1));
  return true;
}
