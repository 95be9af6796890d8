type Edge = { from: number; to: number };

/**
 * Every edge once, depth first in document order. `back` names the nodes from where the edge leads to where it starts, when
 * it closes a cycle. Iterative: a chain of ten thousand leaves must not overflow the stack.
 */
function* edgesOf(edges: readonly (readonly number[])[]): Generator<Edge & { back: number[] | null }> {
  const state = new Uint8Array(edges.length);
  const path: { node: number; next: number }[] = [];
  for (let root = 0; root < edges.length; root += 1) {
    if (state[root] !== 0) continue;
    state[root] = 1;
    path.push({ node: root, next: 0 });
    for (let frame = path.at(-1); frame; frame = path.at(-1)) {
      const to = edges[frame.node]?.[frame.next];
      frame.next += 1;
      if (to === undefined) {
        state[frame.node] = 2;
        path.pop();
        continue;
      }
      const cycle = state[to] === 1;
      const back = cycle ? path.slice(path.findIndex(({ node }) => node === to)).map(({ node }) => node) : null;
      yield { from: frame.node, to, back };
      if (state[to] !== 0) continue;
      state[to] = 1;
      path.push({ node: to, next: 0 });
    }
  }
}

/**
 * A needs graph without its back edges, so that walks end: of a cycle, the edge met last in document order is dropped.
 * `edges[n]` lists what n needs.
 */
export function breakCycles(edges: readonly (readonly number[])[]): number[][] {
  const kept: number[][] = edges.map(() => []);
  for (const { from, to, back } of edgesOf(edges)) if (!back) kept[from]?.push(to);
  return kept;
}

/** Orders such that everything stands after what it needs; `edges` must hold no cycle. */
export function topologicalOrder(
  edges: readonly (readonly number[])[],
  dependents: readonly (readonly number[])[],
): number[] {
  const open = edges.map((needs) => needs.length);
  const order: number[] = [];
  for (const [node, left] of open.entries()) if (left === 0) order.push(node);
  for (let at = 0; at < order.length; at += 1) {
    for (const dependent of dependents[order[at] ?? -1] ?? []) {
      open[dependent] = (open[dependent] ?? 0) - 1;
      if (open[dependent] === 0) order.push(dependent);
    }
  }
  return order;
}

/** Nodes of one cycle, each needing the next and the last the first; null when there is none. */
export function findCycle(edges: readonly (readonly number[])[]): number[] | null {
  for (const { back } of edgesOf(edges)) if (back) return back;
  return null;
}
