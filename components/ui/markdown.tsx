import { LRUCache } from "lru-cache";
import type { ReactElement } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { cn } from "./class-name";

const plugins = [remarkGfm];

/**
 * What is longer, nests deeper or holds more emphasis and brackets between two blank lines is shown as it was written:
 * parsing takes up to the cube of those, and holds up everybody.
 */
const longest = 20_000;
const mostMarks = 600;
const deepest = 60;

/** Begins that many quotes or list items in one line. */
const nests = new RegExp(`^(?:\\s*(?:>|[-*+](?=\\s)|\\d{1,9}[.)](?=\\s))){${deepest}}`);

function isTooMuch(text: string): boolean {
  if (text.length > longest) return true;
  let marks = 0;
  for (const line of text.split("\n")) {
    if (nests.test(line)) return true;
    if (line.trim() === "") marks = 0;
    marks += line.match(/\*+|_+|~+|\[/g)?.length ?? 0;
    if (marks > mostMarks) return true;
  }
  return false;
}

type Node = { children?: readonly Node[] };

/** Level by level, as a tree that is too deep is also too deep to walk by recursion. */
function refuseDeep() {
  return (root: Node): void => {
    let level: readonly Node[] = [root];
    for (let depth = 0; level.length > 0; depth += 1) {
      if (depth > deepest) throw new RangeError("This text nests too deep.");
      level = level.flatMap(({ children }) => children ?? []);
    }
  };
}

const limited = [refuseDeep];

/** The element `parse` makes, or the text as it was written where parsing would take too long or can't be done. */
function orPlain(text: string, parse: () => ReactElement): ReactElement {
  if (isTooMuch(text)) return plain(text);
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return plain(text);
    throw error;
  }
}

function plain(text: string): ReactElement {
  return <span className="whitespace-pre-wrap">{text}</span>;
}

/** Only http(s), mail and in-page links leave the text; what else a document holds becomes words. */
function safeUrl(url: string): string {
  return /^(https?:|mailto:|#)/i.test(url) ? url : "";
}

const blocks: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} rel="noreferrer noopener nofollow" className="text-accent underline underline-offset-2">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // A picture would tell a stranger's server who reads this, and when.
  img: ({ alt }) => <span className="text-ink-3">[picture: {alt || "no description"}]</span>,
  h1: ({ children }) => <p className="mt-3 font-heavy text-md first:mt-0">{children}</p>,
  h2: ({ children }) => <p className="mt-3 font-heavy text-md first:mt-0">{children}</p>,
  h3: ({ children }) => <p className="mt-3 font-strong first:mt-0">{children}</p>,
  h4: ({ children }) => <p className="mt-3 font-strong first:mt-0">{children}</p>,
  h5: ({ children }) => <p className="mt-3 font-strong first:mt-0">{children}</p>,
  h6: ({ children }) => <p className="mt-3 font-strong first:mt-0">{children}</p>,
  p: ({ children }) => <p className="mt-2 first:mt-0">{children}</p>,
  ul: ({ children }) => <ul className="mt-2 list-disc pl-5 marker:text-ink-3 first:mt-0">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="mt-2 list-decimal pl-5 marker:text-ink-3 first:mt-0">
      {children}
    </ol>
  ),
  li: ({ children }) => <li className="mt-0.5">{children}</li>,
  input: ({ checked }) => <span className="mr-1.5 text-ink-3">{checked ? "[x]" : "[ ]"}</span>,
  blockquote: ({ children }) => (
    <blockquote className="mt-2 border-line-strong border-l-2 pl-3 text-ink-2">{children}</blockquote>
  ),
  pre: ({ children }) => (
    <pre className="mt-2 overflow-x-auto rounded-md border bg-sunk px-3 py-2 text-xs leading-5">{children}</pre>
  ),
  code: ({ children }) => <code className="rounded-xs bg-sunk px-1 py-px text-[0.92em]">{children}</code>,
  hr: () => <hr className="my-3" />,
  table: ({ children }) => (
    <div className="mt-2 overflow-x-auto">
      <table className="w-full border-collapse text-left">{children}</table>
    </div>
  ),
  th: ({ children }) => <th className="border-b px-2 py-1 font-strong">{children}</th>,
  td: ({ children }) => <td className="border-b px-2 py-1 align-top">{children}</td>,
};

const longestHeld = 10_000;
/** By what it was drawn from, and held by its length: an element takes some thirty bytes for each of its characters. */
const held = new LRUCache<string, ReactElement>({ maxSize: 500_000, sizeCalculation: (_, key) => key.length });

/** Parses a text once, as every reader of a checklist sees the same ones: parsing is a third of drawing a run. */
function once(kind: "blocks" | "line", text: string, parse: () => ReactElement): ReactElement {
  if (text.length > longestHeld) return orPlain(text, parse);
  const key = `${kind}\n${text}`;
  const known = held.get(key);
  if (known) return known;
  const drawn = orPlain(text, parse);
  held.set(key, drawn);
  return drawn;
}

/** Lines that begin with a bold name and a colon stand each on their own, as their author saw them. */
function keepNamedLines(text: string): string {
  return text.replace(/(\S)[ \t]*\n(?=\*\*[^*\n]{1,80}(?::\*\*|\*\*[ \t]*:))/g, "$1  \n");
}

/** Somebody's Markdown as React: no raw HTML, no pictures from elsewhere, headings as bold lines. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cn("wrap-anywhere", className)}>
      {once("blocks", text, () =>
        ReactMarkdown({
          remarkPlugins: plugins,
          rehypePlugins: limited,
          skipHtml: true,
          urlTransform: safeUrl,
          components: blocks,
          children: keepNamedLines(text),
        }),
      )}
    </div>
  );
}

const inline: Components = { ...blocks, p: ({ children }) => <>{children}</> };
const phrasing = ["p", "a", "em", "strong", "del", "code", "img", "br"];

/** What could be Markdown, a character reference or a bare address; most titles hold none of it. */
const marked = /[*_`~[\]<>!\\&]|https?:|www\./;

/** One line of Markdown inside other text, such as a title. */
export function MarkdownLine({ text }: { text: string }) {
  if (!marked.test(text)) return text;
  return once("line", text, () =>
    ReactMarkdown({
      remarkPlugins: plugins,
      rehypePlugins: limited,
      skipHtml: true,
      unwrapDisallowed: true,
      allowedElements: phrasing,
      urlTransform: safeUrl,
      components: inline,
      children: text,
    }),
  );
}
