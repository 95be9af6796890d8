import fc from "fast-check";
import type { Node, Parent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import type { Block } from "./block";
import { maxDepth, parseBlocks } from "./block-parser";

function blocksOf(text: string): Block[] {
  const parsed = parseBlocks(text.split("\n"));
  if ("tooDeep" in parsed) throw new Error(`too deep at ${parsed.tooDeep}`);
  return parsed.blocks;
}

/** The shape both parsers agree on: kinds, nesting, lines of text, code. */
function ours(blocks: Block[]): unknown[] {
  return blocks.map((block) => {
    if (block.type === "list") return ["list", block.ordered, block.entries.map((entry) => ours(entry.blocks))];
    if (block.type === "quote") return ["quote", ours(block.blocks)];
    if (block.type === "code") return ["code", block.text, block.lines[0]];
    return [block.type, ...(block.type === "heading" ? [block.level] : []), ...block.lines];
  });
}

const names: Record<string, string> = { thematicBreak: "rule" };

function theirs(nodes: Node[]): unknown[] {
  return nodes.map((node) => {
    const children = "children" in node ? (node as Parent).children : [];
    const lines = [node.position?.start.line, node.position?.end.line];
    if (node.type === "list")
      return [
        "list",
        "ordered" in node && node.ordered === true,
        children.map((entry) => theirs((entry as Parent).children)),
      ];
    if (node.type === "blockquote") return ["quote", theirs(children)];
    if (node.type === "code" && "value" in node) return ["code", node.value, lines[0]];
    return [names[node.type] ?? node.type, ...("depth" in node ? [node.depth] : []), ...lines];
  });
}

const word = fc.constantFrom("deploy", "*soft*", "`code`", "#", "a|b", "[ ]", "==", "é", "text");
const start = fc.constantFrom(
  "",
  "",
  "",
  "  ",
  "> ",
  "> - ",
  "- ",
  "- [ ] ",
  "  - [ ] ",
  "    - ",
  "1. ",
  "2) ",
  "   ",
  "## ",
  "# ",
  "* ",
  "+ ",
  "```",
  "```bash ",
  "~~~",
  "---",
  "===",
);
const text = fc
  .array(fc.tuple(start, word, fc.array(word, { maxLength: 2 })), { maxLength: 14 })
  .map((rows) => rows.map(([before, first, more]) => [`${before}${first}`, ...more].join(" ")));
/** Places where the reference leaves the specification: code by indentation before a list, an empty entry as interruption. */
const disputed = /(?:^|\n)[> ]*(?: {4}|[-+*]$|\d[.)]$)/m;

describe("block structure", () => {
  test("agrees with micromark", () => {
    fc.assert(
      fc.property(text, (rows) => {
        const source = rows.join("\n");
        fc.pre(!disputed.test(source));
        const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
        expect(ours(blocksOf(source))).toEqual(theirs(tree.children));
      }),
      { numRuns: 400 },
    );
  });

  test("reads tables with the text above them as a paragraph", () => {
    const blocks = blocksOf("Intro\n| a | b |\n|---|:-:|\n| 1 | 2 \\| 3 |\n\nafter");
    expect(ours(blocks)).toEqual([
      ["paragraph", 1, 1],
      ["table", 2, 4],
      ["paragraph", 6, 6],
    ]);
  });

  test("gives the Markdown of a nested block without what its containers add", () => {
    const source = "> - one\n>   - two\n>\n>     more\n> - three";
    const parsed = parseBlocks(source.split("\n"));
    if ("tooDeep" in parsed) throw new Error("too deep");
    expect(parsed.markdown([1, 5], 1)).toBe("- one\n  - two\n\n    more\n- three");
    expect(parsed.markdown([2, 4], 2)).toBe("- two\n\n  more");
  });

  test("a bold line at the margin below a list is no part of its last entry", () => {
    expect(ours(blocksOf("- a\n**Next:**\n- b"))).toEqual([
      ["list", false, [[["paragraph", 1, 1]]]],
      ["paragraph", 2, 2],
      ["list", false, [[["paragraph", 3, 3]]]],
    ]);
    expect(ours(blocksOf("- a\n**Next:** more"))).toEqual([["list", false, [[["paragraph", 1, 2]]]]]);
  });

  test("refuses what nests too deep, and names the line", () => {
    const nested = (depth: number) => Array.from({ length: depth }, (_, at) => `${"  ".repeat(at)}- a`);
    expect(parseBlocks(nested(maxDepth))).toHaveProperty("blocks");
    expect(parseBlocks(nested(maxDepth + 1))).toEqual({ tooDeep: maxDepth + 1 });
    expect(parseBlocks(["", ">".repeat(maxDepth + 1)])).toEqual({ tooDeep: 2 });
  });
});
