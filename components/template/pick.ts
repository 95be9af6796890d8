/** Nodes that can be picked to show where they came from; without `onPick` the document is only read. */
export type Pick = { picked: string | null; onPick: (key: string) => void };

/** The element of a node, for links and for scrolling to it. */
export function nodeId(key: string): string {
  return `node-${key}`;
}
