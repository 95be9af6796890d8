import type { Content, Phase, TemplateDocument } from "./template";
import type { Gate } from "./template-gate";

/** Where a node stands: its number among `phases`, then in the `content` of each node on the way. */
export type NodePath = readonly number[];
export type AnyNode = Phase | Content;

/** The node at a path; undefined where there is none. */
export function nodeAt(document: TemplateDocument, path: NodePath): AnyNode | undefined {
  let nodes: readonly AnyNode[] = document.phases;
  let node: AnyNode | undefined;
  for (const at of path) {
    node = nodes[at];
    nodes = node && "content" in node ? node.content : [];
  }
  return node;
}

/**
 * The document with `remove` nodes from a path on replaced by `nodes`. Only what stands on the way is made anew. Undefined
 * when something would stand where it can't: only phases and gates stand at the top, and phases nowhere else.
 */
export function splicePath(
  document: TemplateDocument,
  path: NodePath,
  remove: number,
  nodes: readonly AnyNode[],
): TemplateDocument | undefined {
  const phases = spliceNodes(document.phases, path, remove, nodes);
  if (!phases?.every((node): node is Phase | Gate => node.kind === "phase" || node.kind === "gate")) return undefined;
  return { ...document, phases };
}

function spliceNodes(
  list: readonly AnyNode[],
  path: NodePath,
  remove: number,
  nodes: readonly AnyNode[],
): AnyNode[] | undefined {
  const [at = 0, ...rest] = path;
  if (rest.length === 0) return list.toSpliced(at, remove, ...nodes);
  const node = list[at];
  if (!node || !("content" in node)) return undefined;
  const content = spliceNodes(node.content, rest, remove, nodes);
  if (!content?.every((each): each is Content => each.kind !== "phase")) return undefined;
  return list.with(at, { ...node, content });
}
