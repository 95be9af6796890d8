import type { Lines } from "@/lib/domain/template-node";
import type { Block, Entry, Fence, List, Paragraph, Quote, Source } from "./block";
import {
  type FenceMark,
  fenceEnds,
  fenceStart,
  type HtmlEnd,
  headingStart,
  htmlEnds,
  htmlStart,
  isRule,
  type ListMark,
  listStart,
  underlineLevel,
} from "./block-starts";
import { LineScanner } from "./line-scanner";
import { closeParagraph, interrupts, isBoldRow } from "./paragraph-end";
import { type Start, sliceLines } from "./source-slice";

type Container = {
  blocks: Block[];
  node?: Quote | Entry;
  list?: List | undefined;
  offset: number;
  startsBlank: boolean;
};
type Leaf =
  | { kind: "paragraph"; block: Paragraph; into: Block[] }
  | { kind: "fence"; block: Fence; mark: FenceMark; indent: number; rows: string[] }
  | { kind: "indented"; block: Fence; rows: string[] }
  | { kind: "html"; lines: Lines; end: HtmlEnd };

export const maxDepth = 32;

/**
 * CommonMark block structure with GFM tables, in one pass over the lines and linear in the text (times the depth,
 * at most `maxDepth`). Inline markup is left alone, so titles and notes keep the author's spelling.
 */
export function parseBlocks(lines: string[], from = 0): Source | { tooDeep: number } {
  const parser = new BlockParser();
  for (let index = 0; index < lines.length; index += 1) {
    if (index < from) parser.starts.push([0]);
    else if (!parser.line(lines[index] ?? "", index + 1)) return { tooDeep: index + 1 };
  }
  parser.closeLeaf();
  const markdown = ([first, last]: Lines, depth: number) => sliceLines(lines, parser.starts, first, last, depth);
  return { lines, blocks: parser.root.blocks, markdown };
}

class BlockParser {
  readonly root: Container = { blocks: [], offset: 0, startsBlank: false };
  readonly starts: Start[][] = [];
  private stack: Container[] = [this.root];
  private leaf: Leaf | undefined;

  /** Takes in one line; false when it nests deeper than allowed. */
  line(text: string, number: number): boolean {
    const scan = new LineScanner(text);
    const starts: Start[] = [0];
    this.starts.push(starts);
    const matched = this.matchContainers(scan, starts);
    const all = matched === this.stack.length;
    if (all && this.leaf && this.continueLeaf(this.leaf, scan, number)) return true;
    return this.openBlocks(scan, starts, number, matched, all);
  }

  private matchContainers(scan: LineScanner, starts: Start[]): number {
    let matched = 1;
    for (; matched < this.stack.length; matched += 1) {
      const container = this.stack[matched] as Container;
      if (container.node && "type" in container.node) {
        if (scan.indent() > 3 || scan.trimmed()[0] !== ">") break;
        scan.skip(3);
        scan.take(1);
        scan.skip(1);
      } else if (scan.blank()) {
        if (container.startsBlank && container.blocks.length === 0) break;
        scan.skip(container.offset);
      } else if (scan.indent() >= container.offset) scan.skip(container.offset);
      else break;
      starts.push(scan.offset * 4 + scan.pad);
    }
    return matched;
  }

  /** Fences, HTML and indented code go on before any other block may start. */
  private continueLeaf(leaf: Leaf, scan: LineScanner, number: number): boolean {
    if (leaf.kind === "fence") {
      if (scan.indent() <= 3 && fenceEnds(scan.trimmed(), leaf.mark)) {
        this.extend(number);
        leaf.block.lines[1] = number;
        this.closeLeaf();
      } else {
        scan.skip(leaf.indent);
        leaf.rows.push(scan.rest());
        leaf.block.lines[1] = number;
        this.extend(number);
      }
      return true;
    }
    if (leaf.kind === "html") {
      if (scan.blank()) {
        if (leaf.end === "blank") this.closeLeaf();
        return true;
      }
      leaf.lines[1] = number;
      this.extend(number);
      if (htmlEnds(scan.rest(), leaf.end)) this.closeLeaf();
      return true;
    }
    if (leaf.kind === "indented" && (scan.blank() || scan.indent() >= 4)) {
      const blank = scan.blank();
      scan.skip(4);
      leaf.rows.push(scan.rest());
      if (!blank) {
        leaf.block.lines[1] = number;
        this.extend(number);
      }
      return true;
    }
    return false;
  }

  private openBlocks(scan: LineScanner, starts: Start[], number: number, matched: number, all: boolean): boolean {
    let depth = matched;
    let inParagraph = all && this.leaf?.kind === "paragraph";
    let opened = false;
    for (;;) {
      if (scan.blank()) {
        if (opened || !all || this.leaf) this.settle(depth);
        return true;
      }
      const lazy = !opened && !all && this.leaf?.kind === "paragraph";
      if (scan.indent() >= 4) {
        if (inParagraph || lazy) break;
        this.settle(depth);
        scan.skip(4);
        const block: Fence = {
          type: "code",
          fenced: false,
          info: "",
          text: "",
          lines: [number, number],
          depth: depth - 1,
        };
        this.add(block);
        this.leaf = { kind: "indented", block, rows: [scan.rest()] };
        return true;
      }
      const text = scan.trimmed();
      if (text[0] === ">") {
        if (depth > maxDepth) return false;
        this.settle(depth);
        scan.skip(3);
        scan.take(1);
        scan.skip(1);
        const node: Quote = { type: "quote", blocks: [], lines: [number, number], depth: depth - 1 };
        this.add(node);
        this.stack.push({ blocks: node.blocks, node, offset: 0, startsBlank: false });
      } else {
        if (this.leafBlock(text, scan, number, depth, inParagraph)) return true;
        const mark = listStart(text);
        if (!mark || (inParagraph && !interrupts(mark, text))) break;
        if (depth > maxDepth) return false;
        this.settle(depth);
        this.openEntry(scan, mark, number, depth);
      }
      starts.push(scan.offset * 4 + scan.pad);
      depth += 1;
      inParagraph = false;
      opened = true;
    }
    this.text(scan, number, depth, opened);
    return true;
  }

  private leafBlock(text: string, scan: LineScanner, number: number, depth: number, inParagraph: boolean): boolean {
    const at = { lines: [number, number] as Lines, depth: depth - 1 };
    const heading = headingStart(text);
    if (heading) {
      this.settle(depth);
      this.add({ type: "heading", ...heading, ...at });
      return true;
    }
    const mark = fenceStart(text);
    if (mark) {
      const indent = scan.indent();
      this.settle(depth);
      const block: Fence = { type: "code", fenced: true, info: mark.info, text: "", ...at };
      this.add(block);
      this.leaf = { kind: "fence", block, mark, indent, rows: [] };
      return true;
    }
    const end = htmlStart(text, inParagraph || this.leaf?.kind === "paragraph");
    if (end) {
      this.settle(depth);
      this.add({ type: "html", ...at });
      if (!htmlEnds(text, end)) this.leaf = { kind: "html", lines: at.lines, end };
      return true;
    }
    const level = inParagraph ? underlineLevel(text) : undefined;
    if (level && this.leaf?.kind === "paragraph") {
      const { block, into } = this.leaf;
      into.pop();
      this.leaf = undefined;
      const lines: Lines = [block.lines[0], number];
      const title = block.rows.map((row) => row.trim()).join(" ");
      this.add({ type: "heading", level, text: title, lines, depth: at.depth });
      return true;
    }
    if (!isRule(text)) return false;
    this.settle(depth);
    this.add({ type: "rule", ...at });
    return true;
  }

  private openEntry(scan: LineScanner, mark: ListMark, number: number, depth: number): void {
    const indent = scan.indent();
    scan.skip(indent);
    scan.take(mark.width);
    const blank = scan.blank();
    const gap = scan.indent();
    const width = blank || gap > 4 ? 1 : gap;
    scan.skip(width);
    const parent = this.stack[depth - 1] as Container;
    const last = parent.blocks.at(-1);
    const kept = last?.type === "list" && last.marker === mark.kind && parent.list === last ? last : undefined;
    const list: List = kept ?? {
      type: "list",
      ordered: mark.ordered,
      marker: mark.kind,
      entries: [],
      lines: [number, number],
      depth: depth - 1,
    };
    if (!kept) this.add(list);
    const node: Entry = { blocks: [], lines: [number, number], depth: depth - 1 };
    list.entries.push(node);
    this.extend(number);
    this.stack.push({ blocks: node.blocks, node, offset: indent + mark.width + width, startsBlank: blank });
    list.lines[1] = number;
  }

  private text(scan: LineScanner, number: number, depth: number, opened: boolean): void {
    const row = scan.trimmed();
    const heading = depth < this.stack.length && isBoldRow(row);
    if (this.leaf?.kind === "paragraph" && !opened && !heading) {
      this.leaf.block.rows.push(row);
      this.leaf.block.lines[1] = number;
      this.extend(number);
      return;
    }
    this.settle(depth);
    const block: Paragraph = { type: "paragraph", rows: [row], lines: [number, number], depth: depth - 1 };
    this.add(block);
    this.leaf = { kind: "paragraph", block, into: (this.stack.at(-1) as Container).blocks };
  }

  /** Closes the leaf and every container beyond `depth`. */
  private settle(depth: number): void {
    this.closeLeaf();
    this.stack.length = Math.min(this.stack.length, depth);
  }

  private add(block: Block): void {
    const parent = this.stack.at(-1) as Container;
    parent.blocks.push(block);
    parent.list = block.type === "list" ? block : undefined;
    this.extend(block.lines[1]);
  }

  /** Every open container now reaches to this line. */
  private extend(number: number): void {
    for (const container of this.stack) {
      if (container.node) container.node.lines[1] = number;
      if (container.list) container.list.lines[1] = number;
    }
  }

  closeLeaf(): void {
    const leaf = this.leaf;
    this.leaf = undefined;
    if (leaf?.kind === "fence") leaf.block.text = leaf.rows.join("\n");
    if (leaf?.kind === "indented") {
      while (leaf.rows.at(-1)?.trim() === "") leaf.rows.pop();
      leaf.block.text = leaf.rows.join("\n");
    }
    if (leaf?.kind === "paragraph") closeParagraph(leaf.block, leaf.into);
  }
}
