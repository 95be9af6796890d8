import type { Block, Source } from "./block";

const box = /\[[ \txX]?\]|[☐☑⬜]/u;

/** True when anything in the text could be a box. Brackets in code and front matter say nothing: lists there are empty. */
export function drawsBoxes(source: Source): boolean {
  const drawn = (line: string) => box.test(line.length > 2000 ? line : line.replace(/`[^`]{1,200}`/g, ""));
  const within = (block: Block): boolean => {
    if (block.type === "list") return block.entries.some(({ blocks }) => blocks.some(within));
    if (block.type === "quote") return block.blocks.some(within);
    if (block.type === "code")
      return /^(?:text|txt|plain|plaintext)?$/i.test(block.info) && block.text.split("\n").some(drawnFirst);
    return source.lines.slice(block.lines[0] - 1, block.lines[1]).some(drawn);
  };
  return source.blocks.some(within);
}

/** In a fence a box begins its row; elsewhere on it brackets are code. */
function drawnFirst(row: string): boolean {
  return /^[\s│┃║|*+-]{0,12}(?:\[[ xX]?\]\s|[☐☑⬜])/u.test(row);
}
