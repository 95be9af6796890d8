import type { Lines } from "@/lib/domain/template-node";
import type { Block, Fence, Paragraph } from "./block";
import { readCode } from "./code-kind";
import type { Draft, Holder } from "./draft";

/** Keeps a block as the Markdown it is. */
export function addNote(draft: Draft, holder: Holder, block: Block): void {
  addLines(draft, holder, block.lines, block.depth);
}

/** Keeps lines as a note, as they read inside `depth` containers. */
export function addLines(draft: Draft, holder: Holder, lines: Lines, depth: number): void {
  holder.node.content.push({ kind: "note", markdown: draft.source.markdown(lines, depth), lines });
  draft.claim(lines, "note", holder.node);
}

/** Keeps some rows of a paragraph as one note. */
export function addNoteRows(draft: Draft, holder: Holder, block: Paragraph, lines: Lines): void {
  const rows = block.rows.slice(lines[0] - block.lines[0], lines[1] - block.lines[0] + 1);
  holder.node.content.push({ kind: "note", markdown: rows.join("\n").trimEnd(), lines });
  draft.claim(lines, "note", holder.node);
}

/** A fenced or indented block in its place; in the dialect a fence marked `{note}` is a note. */
export function addCode(draft: Draft, holder: Holder, block: Fence, purpose: string | undefined): void {
  const { code, leftOver, note } = readCode(block);
  if (note) {
    holder.node.content.push({ kind: "note", markdown: code.text, lines: block.lines });
    draft.claim(block.lines, "note", holder.node);
    return;
  }
  if (purpose !== undefined) code.purpose = purpose;
  holder.node.content.push(code);
  if (!draft.strict) draft.guess(code, "code_language", code.use);
  draft.claim(block.lines, code.use === "command" ? "command" : "code", holder.node, leftOver || undefined);
}
