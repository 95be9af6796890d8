import type { Lines } from "@/lib/domain/template-node";

type At = { lines: Lines /** How many containers (quotes, list entries) stand around the block. */; depth: number };

export type Heading = At & { type: "heading"; level: number; text: string };
/** `rows` are its lines without indentation; two trailing blanks (a hard break) are kept. */
export type Paragraph = At & { type: "paragraph"; rows: string[] };
export type Fence = At & { type: "code"; fenced: boolean; info: string; text: string };
export type List = At & { type: "list"; ordered: boolean; marker: string; entries: Entry[] };
export type Quote = At & { type: "quote"; blocks: Block[] };
/** `at` = the line of each row, where they don't stand one below the other; the second row is always the delimiter. */
export type Table = At & { type: "table"; rows: string[]; at?: number[] };
export type Html = At & { type: "html" };
export type Rule = At & { type: "rule" };

/** A block of Markdown; inline markup stays as written. */
export type Block = Heading | Paragraph | Fence | List | Quote | Table | Html | Rule;
export type Entry = At & { blocks: Block[] };

/** The source in blocks, and the Markdown of any range of lines as it reads inside `depth` containers. */
export type Source = {
  lines: string[];
  blocks: Block[];
  frontMatter?: Lines;
  markdown: (lines: Lines, depth: number) => string;
};
