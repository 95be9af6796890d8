import { findCycle } from "./needs-graph";
import { plainText } from "./plain-text";
import { type Refusal, refuse } from "./refusal";
import { type DocumentIndex, type Leaf, leavesBelow } from "./template-tree";

/** What the lead asks: that something needs, or doesn't need, something else to be done first. */
export type NeedChange = { key: string; need: string; needed: boolean; reason?: string | undefined };

/** Null when it may be; `already` when it is so. Adding holds things back, so only taking away asks for a reason. */
export function refuseNeed(
  index: DocumentIndex,
  { key, need, needed, reason }: NeedChange,
): Refusal | "already" | null {
  const node = index.nodes.get(key);
  if (!node) return unknown("key", key);
  if (!index.nodes.has(need) && !index.gateByKey.has(need)) return unknown("need", need);
  const states = statedBy(index, key).includes(need);
  if (states === needed) return "already";
  if (!needed) {
    if (reason?.trim()) return null;
    const message = "Say why it need not wait any more.";
    return refuse("reason_required", message, { problems: [{ path: "reason", message }] });
  }
  if (key === need || isWithin(index, key, need) || isWithin(index, need, key)) {
    const message = `${titleOf(index, key)} and ${titleOf(index, need)} are parts of one another: neither can wait for the other.`;
    return refuse("invalid_input", message, { problems: [{ path: "need", message }] });
  }
  const cycle = cycleWith(index, key, need);
  if (cycle === null) return null;
  const [first, ...others] = cycle.map(({ title }) => title);
  const message = `That would go in a circle: ${[first, ...others, first].join(" needs ")}.`;
  return refuse("needs_cycle", message, {
    problems: cycle.map((leaf) => ({ path: leaf.key, message: leaf.title })),
  });
}

function unknown(path: string, key: string): Refusal {
  const message = `${key} is no item, section, phase or gate of this run.`;
  return refuse("invalid_input", message, { problems: [{ path, message }] });
}

/** Needs in force at a node: its own, else those of the nearest above that states any. */
export function statedBy(index: DocumentIndex, key: string): readonly string[] {
  const item = index.items.get(key);
  if (item) return item.stated;
  for (let at: string | undefined = key; at !== undefined; at = parentOf(index, at)) {
    const needs = index.nodes.get(at)?.needs;
    if (needs) return needs;
  }
  return [];
}

/** Of a phase or section: the one it stands in. */
function parentOf(index: DocumentIndex, key: string): string | undefined {
  for (const [above, node] of index.nodes) {
    if (node.content.some((child) => "key" in child && child.key === key && child.kind !== "gate")) return above;
  }
  return undefined;
}

function isWithin(index: DocumentIndex, key: string, outer: string): boolean {
  const range = index.ranges.get(key);
  const around = index.ranges.get(outer);
  if (!range || !around || range[0] === range[1]) return false;
  const inside = around[0] <= range[0] && range[1] <= around[1];
  return (
    inside && (around[0] < range[0] || range[1] < around[1] || index.items.get(key)?.above.includes(outer) === true)
  );
}

/** Leaves that would wait for one another, each needing the next; null when none would. */
function cycleWith(index: DocumentIndex, key: string, need: string): Leaf[] | null {
  const needed = leavesNeeded(index, need).filter(({ recurring }) => !recurring);
  const edges = index.leaves.map((leaf) => [...leaf.needs]);
  for (const leaf of leavesBelow(index, key)) {
    for (const { order } of needed) if (order !== leaf.order) edges[leaf.order]?.push(order);
  }
  return findCycle(edges)?.flatMap((order) => index.leaves[order] ?? []) ?? null;
}

function leavesNeeded(index: DocumentIndex, need: string): readonly Leaf[] {
  return index.nodes.has(need) ? leavesBelow(index, need) : (index.gateByKey.get(need)?.coverage ?? []);
}

export function titleOf(index: DocumentIndex, key: string): string {
  const node = index.nodes.get(key) ?? index.gateByKey.get(key)?.gate;
  return node ? plainText(node.title) : key;
}
