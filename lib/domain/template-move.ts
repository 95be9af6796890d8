import { freshKey, takenKeys } from "./node-key";
import type { Content, Item, Section, TemplateDocument } from "./template";
import { convertNode } from "./template-convert";
import { type AnyNode, type NodePath, nodeAt, splicePath } from "./template-path";

/** A change to a document, and where the node that was changed stands after it. */
export type Edited = { document: TemplateDocument; path: NodePath };

const parentOf = (path: NodePath): NodePath => path.slice(0, -1);
const lastOf = (path: NodePath): number => path.at(-1) ?? 0;
const beside = (path: NodePath, step: number): NodePath => [...parentOf(path), lastOf(path) + step];

function edited(document: TemplateDocument | undefined, path: NodePath): Edited | undefined {
  return document && { document, path };
}

/** What stands at one level: the content of a node, or the phases and gates. */
export function nodesIn(document: TemplateDocument, parent: NodePath): readonly AnyNode[] {
  if (parent.length === 0) return document.phases;
  const node = nodeAt(document, parent);
  return node && "content" in node ? node.content : [];
}

/** Replaces a node by one with some fields changed; one that is set to undefined goes. Its key stays. */
export function changeNode(document: TemplateDocument, path: NodePath, fields: object): TemplateDocument | undefined {
  const node = nodeAt(document, path);
  if (!node) return undefined;
  const changed = Object.fromEntries(Object.entries({ ...node, ...fields }).filter(([, value]) => value !== undefined));
  return splicePath(document, path, 1, [changed as AnyNode]);
}

export function removeNode(document: TemplateDocument, path: NodePath): TemplateDocument | undefined {
  return splicePath(document, path, 1, []);
}

/** Puts a node before what stands at the path, or last where nothing does. */
export function insertNode(document: TemplateDocument, path: NodePath, node: AnyNode): Edited | undefined {
  return edited(splicePath(document, path, 0, [node]), path);
}

/** A new, empty node of a kind that can be added by hand, with a key of its own. */
export function newNode(document: TemplateDocument, kind: NewKind, title = ""): AnyNode {
  const key = freshKey(takenKeys(document), title, kind);
  switch (kind) {
    case "phase":
    case "section":
      return { kind, key, title, content: [] };
    case "item":
      return { kind, key, title, content: [] };
    case "note":
      return { kind, markdown: title };
    case "command":
      return { kind: "code", use: "command", language: "bash", text: title };
    case "gate":
      return { kind, key, title: title || "May we go on?", asks: "approve", signoffs: [] };
    case "trigger":
      return { kind, key, title, tier: "rollback" };
    case "contact":
      return { kind, name: title, channel: "" };
    case "criterion":
      return { kind, title };
    case "reference":
      return { kind, markdown: title };
    case "fact":
      return { kind, name: title, value: "" };
    case "blank":
      return { kind, key, title, ask: "text" };
    case "announcement":
      return { kind, key, title, moment: "", text: "" };
    case "choice": {
      const taken = takenKeys(document).add(key);
      const options = ["Option A", "Option B"].map((each) => ({ key: freshKey(taken, each, "option"), title: each }));
      return { kind, key, title, options };
    }
  }
}
export const newKinds = [
  "item",
  "note",
  "section",
  "phase",
  "command",
  "gate",
  "trigger",
  "choice",
  "contact",
  "announcement",
  "criterion",
  "reference",
  "fact",
  "blank",
] as const;
export type NewKind = (typeof newKinds)[number];

/** Where something new goes after a node: first in a phase or section, else right after it; a new phase after its phase. */
export function placeAfter(node: AnyNode, path: NodePath, kind: NewKind): NodePath {
  if (kind === "phase") return [(path[0] ?? 0) + 1];
  if (node.kind === "phase" || node.kind === "section") return [...path, 0];
  return beside(path, 1);
}

/** Takes a node out and puts it before what stood at `to`. Undefined where it can't stand, or inside itself. */
export function moveNode(document: TemplateDocument, from: NodePath, to: NodePath): Edited | undefined {
  const node = nodeAt(document, from);
  if (!node || from.every((at, depth) => to[depth] === at)) return undefined;
  const without = splicePath(document, from, 1, []);
  const depth = from.length - 1;
  const follows = from.slice(0, depth).every((at, on) => to[on] === at) && (to[depth] ?? -1) > lastOf(from);
  const place = follows ? to.with(depth, (to[depth] ?? 0) - 1) : to;
  return without && edited(splicePath(without, place, 0, [node]), place);
}

/** Below the node before it; a phase becomes the last section of the phase before it. */
export function indentNode(document: TemplateDocument, path: NodePath): Edited | undefined {
  const node = nodeAt(document, path);
  const before = nodeAt(document, beside(path, -1));
  if (!node || lastOf(path) === 0 || !before || !("content" in before)) return undefined;
  const inside = [...beside(path, -1), before.content.length];
  if (node.kind === "phase") return edited(convertNode(document, path, "section"), inside);
  return moveNode(document, path, inside);
}

/** After the node it stands in; what followed it there goes below it, as it does in Markdown. A section becomes a phase. */
export function outdentNode(document: TemplateDocument, path: NodePath): Edited | undefined {
  const node = nodeAt(document, path);
  if (!node || path.length < 2) return undefined;
  if (path.length === 2 && node.kind === "section")
    return edited(convertNode(document, path, "phase"), [(path[0] ?? 0) + 1]);
  const after = beside(parentOf(path), 1);
  const followers = nodesIn(document, parentOf(path)).slice(lastOf(path) + 1);
  if (!isItemOrSection(node) || followers.length === 0) return moveNode(document, path, after);
  const without = splicePath(document, path, 1 + followers.length, []);
  const holding = { ...node, content: [...node.content, ...(followers as Content[])] };
  return without && edited(splicePath(without, after, 0, [holding]), after);
}

function isItemOrSection(node: AnyNode): node is Item | Section {
  return node.kind === "item" || node.kind === "section";
}

/** One place up or down among its neighbours; at the edge into the part next door, else out of the node it stands in. */
export function stepNode(document: TemplateDocument, path: NodePath, step: 1 | -1): Edited | undefined {
  const neighbours = nodesIn(document, parentOf(path));
  const next = lastOf(path) + step;
  if (next >= 0 && next < neighbours.length) return moveNode(document, path, beside(path, step === 1 ? 2 : -1));
  if (path.length < 2) return undefined;
  const parent = parentOf(path);
  const door = nodeAt(document, beside(parent, step));
  const isPart = door?.kind === nodeAt(document, parent)?.kind && door && "content" in door;
  if (isPart && lastOf(parent) + step >= 0) {
    const into = moveNode(document, path, [...beside(parent, step), step === 1 ? 0 : door.content.length]);
    if (into) return into;
  }
  return path.length > 2 ? moveNode(document, path, step === 1 ? beside(parent, 1) : parent) : undefined;
}
