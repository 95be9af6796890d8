import { freshKey } from "./node-key";
import type { Attributes, Content, Item, Phase, Section } from "./template";
import type { Note } from "./template-leaves";
import type { Lines } from "./template-node";
import type { AnyNode } from "./template-path";

/** The words of a node: a title and what else it says, as content. */
export type Words = { key: string | undefined; title: string; rest: Content[]; attributes: Attributes };

/** A phase or section that is no heading any more still reads as one. */
export function noteText(node: AnyNode, title: string): string {
  if (node.kind === "note") return node.markdown;
  if (node.kind === "code") return `\`\`\`${node.language ?? ""}\n${node.text}\n\`\`\``;
  if (node.kind === "phase" || node.kind === "section" || node.kind === "gate" || node.kind === "choice")
    return `**${title}**`;
  if (node.kind === "item") return `- [${node.checked ? "x" : " "}] ${title}`;
  return title;
}

export function plainBody(node: AnyNode, title: string): string {
  if (node.kind === "note") return node.markdown;
  return node.kind === "code" || node.kind === "announcement" ? node.text : title;
}

export function note(markdown: string | undefined): Note[] {
  return markdown?.trim() ? [{ kind: "note", markdown }] : [];
}

export function wordsOf(node: AnyNode): Words {
  const none = { attributes: {} };
  switch (node.kind) {
    case "phase":
    case "section":
    case "item":
      return { key: node.key, title: node.title, rest: node.content, attributes: attributesOf(node) };
    case "note": {
      const [first = "", ...more] = node.markdown.split("\n");
      const title = first.replace(/^\s*(?:[-*+]|\d{1,9}[.)]|>|#{1,6})\s+/, "").replace(/^\*\*([^*]+)\*\*:?$/, "$1");
      return { key: undefined, title, rest: note(more.join("\n")), ...none };
    }
    case "code":
      return { key: undefined, title: node.purpose ?? node.text.split("\n")[0] ?? "", rest: [node], ...none };
    case "trigger":
      return { key: node.key, title: node.title, rest: note(node.reactionText), ...none };
    case "contact":
      return { key: undefined, title: `**${node.name}**: ${node.channel}`, rest: [], ...none };
    case "criterion":
      return { key: undefined, title: node.title, rest: [], ...none };
    case "reference":
      return { key: undefined, title: node.markdown, rest: [], ...none };
    case "fact":
      return { key: undefined, title: `**${node.name}**: ${node.value}`, rest: [], ...none };
    case "blank":
      return { key: node.key, title: node.title, rest: note(node.example), ...none };
    case "announcement":
      return {
        key: node.key,
        title: node.title,
        rest: [{ kind: "code", use: "message", text: node.text, ...(node.moment ? { purpose: node.moment } : {}) }],
        ...none,
      };
    case "choice":
      return {
        key: node.key,
        title: node.title,
        rest: node.options.map((option) => ({
          kind: "item",
          key: option.key,
          title: option.title,
          content: note(option.markdown),
        })),
        ...none,
      };
    case "gate":
      return {
        key: node.key,
        title: node.title,
        rest: node.signoffs.map(({ key, roles, wording, lines }) => ({
          kind: "item",
          key,
          title: `${roles.join(" or ")}${wording ? `: ${wording}` : ""}`,
          content: [],
          ...(lines ? { lines } : {}),
        })),
        ...none,
      };
  }
}

/** What all of them may carry; the others' own go, as where they go they would mean nothing. */
export function attributesOf(node: Phase | Section | Item): Attributes {
  const own = new Set(["kind", "key", "title", "content", "lines", ...ownOf[node.kind]]);
  return Object.fromEntries(Object.entries(node).filter(([name, value]) => !own.has(name) && value !== undefined));
}

const ownOf: Record<"phase" | "section" | "item", readonly string[]> = {
  phase: ["stage", "about"],
  section: ["stage", "about"],
  item: ["checked", "expectation", "hold", "recurs", "checklist", "capture", "checks"],
};

/** Each entry of a list becomes an item of its own, what is indented below it a note there; other text one item. */
export function itemsOf(source: Note, taken: Set<string>): Item[] {
  const entry = /^(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s*)?/;
  const rows = source.markdown.split("\n");
  const isList = entry.test(rows[0] ?? "");
  const items: { title: string; below: string[]; line: number }[] = [];
  for (const [at, row] of rows.entries()) {
    const mark = entry.exec(row)?.[0].length;
    const title =
      mark === undefined ? (at === 0 ? row.trim() : undefined) : isList || at === 0 ? row.slice(mark) : undefined;
    if (title !== undefined) items.push({ title, below: [], line: at });
    else items.at(-1)?.below.push(row);
  }
  const first = source.lines?.[0];
  return items.map(({ title, below, line }) => ({
    kind: "item",
    key: freshKey(taken, title, "item"),
    title,
    ...(first === undefined ? {} : { lines: [first + line, first + line + below.length] satisfies Lines }),
    content: note(dedent(below)),
  }));
}

function dedent(rows: readonly string[]): string {
  const depth = Math.min(...rows.filter((row) => row.trim()).map((row) => row.length - row.trimStart().length), 99);
  return rows
    .map((row) => row.slice(depth))
    .join("\n")
    .replace(/^\n+/, "")
    .trimEnd();
}
