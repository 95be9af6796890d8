import type { Block, Entry, Paragraph } from "./block";

/** `- > 10% errors` is a quote to Markdown; whoever wrote it meant "more than". */
export function readQuotedValues(blocks: Block[]): Block[] {
  return blocks.map((block) => {
    if (block.type === "quote") return { ...block, blocks: readQuotedValues(block.blocks) };
    return block.type === "list" ? { ...block, entries: block.entries.map(meant) } : block;
  });
}

function meant(entry: Entry): Entry {
  const [first, ...rest] = entry.blocks;
  const value = first?.type === "quote" && first.blocks.length === 1 ? first.blocks[0] : undefined;
  if (!first || value?.type !== "paragraph" || !/^\d/.test(value.rows[0] ?? ""))
    return { ...entry, blocks: readQuotedValues(entry.blocks) };
  const [row, ...rows] = value.rows;
  const meant: Paragraph = { ...value, depth: first.depth, rows: [`> ${row}`, ...rows] };
  return { ...entry, blocks: [meant, ...readQuotedValues(rest)] };
}
