import { freshKey } from "./node-key";
import type { Content, Item, Section } from "./template";
import type { Choice } from "./template-leaves";
import type { Lines } from "./template-node";
import type { AnyNode } from "./template-path";
import { attributesOf, itemsOf, wordsOf } from "./template-words";

type Option = Choice["options"][number];

/**
 * A choice made of what stands there: the entries of a list, the items or sections below, or the two sides of an "or".
 * Empty where no two options can be read. What says more than an option can stays behind it and belongs to that option.
 */
export function choiceFrom(node: AnyNode, taken: Set<string>): Content[] {
  if (["phase", "gate", "code", "announcement", "contact", "choice"].includes(node.kind)) return [];
  const { key, title, rest, attributes } = wordsOf(node);
  const lines: { lines?: Lines } = node.lines ? { lines: node.lines } : {};
  const below = node.kind === "note" ? listBelow(node.markdown) : rest;
  const parts = below.filter((each): each is Item | Section => each.kind === "item" || each.kind === "section");
  const isList = node.kind === "note" && parts.length > 1;
  const asked = isList ? (introOf(node.markdown) ?? "Which one?") : title;
  const head = { kind: "choice" as const, key: key ?? freshKey(taken, asked, "choice"), title: asked };
  const decider = attributes.owner ? { decider: attributes.owner } : {};
  if (parts.length > 1) {
    const made = parts.map((part) => optionOf(part, taken));
    const left = below.filter((each) => !made.some(({ folded }) => folded === each));
    return [{ ...head, ...decider, options: made.map(({ option }) => option), ...lines }, ...left];
  }
  const sides = title.split(/\sor\s/i).filter((side) => side.trim() !== "");
  if (sides.length < 2) return [];
  const options = sides.map((side) => ({ key: freshKey(taken, side, "option"), title: side.trim() }));
  return [{ ...head, ...decider, options, ...lines }, ...rest];
}

/** An item that says only words becomes its option; anything else stays, and leaves the score with another option. */
function optionOf(part: Item | Section, taken: Set<string>): { option: Option; folded?: Content } {
  const notes = part.content.flatMap((each) => (each.kind === "note" ? [each.markdown] : []));
  const plain = notes.length === part.content.length && Object.keys(attributesOf(part)).length === 0;
  if (part.kind === "item" && plain) {
    const markdown = notes.join("\n\n");
    return { option: { key: part.key, title: part.title, ...(markdown ? { markdown } : {}) }, folded: part };
  }
  return { option: { key: freshKey(taken, part.title, "option"), title: part.title, items: [part.key] } };
}

/** The list in a note, after at most one line that asks. Keys are made anew where they are used. */
function listBelow(markdown: string): Item[] {
  const intro = introOf(markdown);
  const list = intro === undefined ? markdown : markdown.slice(markdown.indexOf("\n") + 1).replace(/^\n+/, "");
  return /^(?:[-*+]|\d{1,9}[.)])\s/.test(list) ? itemsOf({ kind: "note", markdown: list }, new Set()) : [];
}

function introOf(markdown: string): string | undefined {
  const [first = ""] = markdown.split("\n", 1);
  if (first === markdown || /^\s*(?:[-*+]|\d{1,9}[.)]|>|\||#)\s/.test(first)) return undefined;
  return first.trim();
}
