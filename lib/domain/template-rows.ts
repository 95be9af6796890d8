import type { TemplateDocument } from "./template";
import type { AnyNode, NodePath } from "./template-path";

/** A node in its place: `path` are indices from `phases` down, `id` stays the same while its neighbours change. */
export type DocumentRow = { id: string; path: NodePath; depth: number; node: AnyNode };

/** Every node of a document one after the other, as they are read; what has no key is named by its parent and number. */
export function documentRows(document: TemplateDocument): DocumentRow[] {
  const rows: DocumentRow[] = [];
  const add = (nodes: readonly AnyNode[], parent: string, path: NodePath): void => {
    const nameless = new Map<string, number>();
    for (const [at, node] of nodes.entries()) {
      const id = "key" in node ? node.key : nameOf(node.kind, parent, nameless);
      const here = [...path, at];
      rows.push({ id, path: here, depth: path.length, node });
      if ("content" in node) add(node.content, id, here);
    }
  };
  add(document.phases, "", []);
  return rows;
}

function nameOf(kind: string, parent: string, counted: Map<string, number>): string {
  const number = (counted.get(kind) ?? 0) + 1;
  counted.set(kind, number);
  return `${parent}/${kind}-${number}`;
}
