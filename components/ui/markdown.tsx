import type { ReactElement } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { cn } from "./class-name";

const plugins = [remarkGfm];

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

/** Most texts held at once; the oldest goes first. */
const heldTexts = 3000;
const longestHeld = 10_000;
const held = new Map<string, ReactElement>();

/** Parses a text once, as every reader of a checklist sees the same ones: parsing is a third of drawing a run. */
function once(kind: "blocks" | "line", text: string, parse: () => ReactElement): ReactElement {
  if (text.length > longestHeld) return parse();
  const key = `${kind}\n${text}`;
  const known = held.get(key);
  if (known) return known;
  const drawn = parse();
  if (held.size >= heldTexts) held.delete(held.keys().next().value ?? "");
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
      skipHtml: true,
      unwrapDisallowed: true,
      allowedElements: phrasing,
      urlTransform: safeUrl,
      components: inline,
      children: text,
    }),
  );
}
