import type { Lines } from "@/lib/domain/template-node";
import type { Block, Fence, Source } from "./block";
import { parseBlocks } from "./block-parser";
import { codeStart } from "./block-starts";
import { drawsBoxes } from "./box-search";
import { hasBox } from "./lead-ins";

/**
 * A checklist that stands in fences is read as if they weren't there, where the text has no box
 * outside of them. `marks` are the lines of the fences themselves.
 */
export function openFences(source: Source): { source: Source; marks: number[] } {
  const opened = inner(source.blocks);
  const others = source.blocks.filter((block) => !opened.has(block));
  if (opened.size === 0 || drawsBoxes({ ...source, blocks: others })) return { source, marks: [] };
  let level = 0;
  const blocks = source.blocks.flatMap((block) => {
    if (block.type === "heading") level = block.level;
    const inside = opened.get(block);
    return inside ? below(inside, level) : [block];
  });
  const marks = [...opened.keys()].flatMap(({ lines: [first, last] }) => [first, last]);
  return { source: { ...source, blocks }, marks };
}

function inner(blocks: Block[]): Map<Block, Block[]> {
  const found = new Map<Block, Block[]>();
  for (const block of blocks) {
    if (block.type !== "code" || !block.fenced || !isChecklist(block)) continue;
    const inside = blocksOf(block);
    if (inside.some((each) => hasBox([each]))) found.set(block, inside);
  }
  return found;
}

/** Marked as Markdown, or with no mark and three boxes or more that make up a third of it. */
function isChecklist({ info, text }: Fence): boolean {
  if (/^(?:markdown|md)\b/i.test(info)) return true;
  if (!/^(?:text|txt|plain|plaintext)?$/i.test(info)) return false;
  const rows = text.split("\n").filter((row) => row.trim() !== "");
  const boxes = rows.filter((row) => /^\s{0,8}[-*+]\s\[[ xX]\]\s\S/.test(row)).length;
  return boxes > 2 && boxes * 3 >= rows.length;
}

function blocksOf(block: Fence): Block[] {
  const parsed = parseBlocks(block.text.split("\n"));
  return "tooDeep" in parsed ? [] : parsed.blocks.map((each) => moved(each, codeStart(block) - 1));
}

/** Headings inside a fence stand below the heading over it. */
function below(blocks: Block[], level: number): Block[] {
  const top = Math.min(...blocks.map((block) => (block.type === "heading" ? block.level : 6)));
  return blocks.map((block) =>
    block.type === "heading" ? { ...block, level: Math.min(6, block.level - top + level + 1) } : block,
  );
}

function moved<B extends Block>(block: B, by: number): B {
  const lines: Lines = [block.lines[0] + by, block.lines[1] + by];
  if (block.type === "quote") return { ...block, lines, blocks: block.blocks.map((each) => moved(each, by)) };
  if (block.type === "table")
    return { ...block, lines, ...(block.at ? { at: block.at.map((line) => line + by) } : {}) };
  if (block.type !== "list") return { ...block, lines };
  const entries = block.entries.map((entry) => ({
    ...entry,
    lines: [entry.lines[0] + by, entry.lines[1] + by] as Lines,
    blocks: entry.blocks.map((each) => moved(each, by)),
  }));
  return { ...block, lines, entries };
}
