import type { WorkNode } from "./gating-work";

/** Minutes of work that wait for what is asked, the asked work included, each piece counted once. */
export type Downstream = (nodes: readonly WorkNode[]) => number;

/** Reach of every node as a bit set: a few operations per edge, however many parties ask afterwards. */
export function downstreamOf(nodes: readonly WorkNode[]): Downstream {
  if (nodes.every((node) => node.needs.length === 0)) return (asked) => sum(new Set(asked));
  const words = Math.ceil(nodes.length / 32);
  const at = new Map(nodes.map((node, n) => [node, n]));
  const reach = new Uint32Array(nodes.length * words);
  for (let n = nodes.length - 1; n >= 0; n -= 1) {
    reach[n * words + (n >> 5)] = 1 << (n & 31);
    for (const dependent of nodes[n]?.dependents ?? []) join(reach, n * words, (at.get(dependent) ?? 0) * words, words);
  }
  return (asked) => {
    const all = new Uint32Array(words);
    for (const node of asked) {
      const from = (at.get(node) ?? 0) * words;
      for (let word = 0; word < words; word += 1) all[word] = (all[word] ?? 0) | (reach[from + word] ?? 0);
    }
    return minutesIn(all, nodes);
  };
}

function join(reach: Uint32Array, into: number, from: number, words: number): void {
  for (let word = 0; word < words; word += 1) {
    reach[into + word] = (reach[into + word] ?? 0) | (reach[from + word] ?? 0);
  }
}

function minutesIn(bits: Uint32Array, nodes: readonly WorkNode[]): number {
  let minutes = 0;
  for (const [word, value] of bits.entries()) {
    for (let left = value; left !== 0; left &= left - 1) {
      minutes += nodes[word * 32 + (31 - Math.clz32(left & -left))]?.minutes ?? 0;
    }
  }
  return minutes;
}

function sum(nodes: ReadonlySet<WorkNode>): number {
  let minutes = 0;
  for (const node of nodes) minutes += node.minutes;
  return minutes;
}
