import type { EvidenceDemand } from "./evidence-demand";
import { breakCycles, topologicalOrder } from "./needs-graph";
import { plainText } from "./plain-text";
import { roleId } from "./roster";
import { defaultSeverity } from "./severity";
import type { Content, Item, Phase, Section, TemplateDocument } from "./template";
import { shareEstimates } from "./template-estimate";
import type { Gate } from "./template-gate";
import type { Choice, Trigger } from "./template-leaves";
import type { ChoicePlace, DocumentIndex, GatePlace, ItemPlace, LeafRange } from "./template-tree";

type Node = Phase | Section | Item;
type Draft = ItemPlace & { needs: number[]; dependents: number[] };
type Inherited = Omit<ItemPlace, "key" | "title" | "item" | "leaf" | "order" | "estimate" | "gatesBefore">;

type Found = {
  leaves: Draft[];
  items: Map<string, ItemPlace>;
  nodes: Map<string, Node>;
  ranges: Map<string, LeafRange>;
  /** With the number of leaves before them, and of gates before them. */
  gates: { gate: Gate; at: number }[];
  choices: { choice: Choice; gatesBefore: number; within: Inherited }[];
  triggers: Trigger[];
};

const top: Inherited = {
  severity: defaultSeverity,
  owner: null,
  ownerRole: null,
  evidenceRequired: false,
  demand: null,
  second: false,
  reserved: false,
  stated: [],
  stage: "before",
  optional: false,
  recurring: false,
  unmet: null,
  due: null,
  path: [],
  above: [],
  parent: null,
};

/** A document that asks for no decision gets one at its end, the lead's alone. */
const finalGate: Gate = { kind: "gate", key: "go-live", title: "May we go live?", asks: "deploy", signoffs: [] };

/** One walk over the document; callers want `indexDocument`, which keeps the result. */
export function buildIndex(document: TemplateDocument): DocumentIndex {
  const found: Found = {
    leaves: [],
    items: new Map(),
    nodes: new Map(),
    ranges: new Map(),
    gates: [],
    choices: [],
    triggers: [],
  };
  for (const node of document.phases) walk(found, node, top);
  if (found.gates.length === 0) found.gates.push({ gate: finalGate, at: found.leaves.length });
  shareEstimates(document, found.items);
  const gates = coverGates(found);
  linkNeeds(found, gates);
  const needs = found.leaves.map((leaf) => leaf.needs);
  const dependents = found.leaves.map((leaf) => leaf.dependents);
  return {
    document,
    leaves: found.leaves,
    leafByKey: new Map(found.leaves.map((leaf) => [leaf.key, leaf])),
    items: found.items,
    nodes: found.nodes,
    ranges: found.ranges,
    needsOrder: topologicalOrder(needs, dependents),
    gates,
    gateByKey: new Map(gates.map((place) => [place.gate.key, place])),
    choices: found.choices.map((placed) => placeChoice(found, gates, placed)),
    triggers: found.triggers,
    signoffs: gates.flatMap(({ gate }) => gate.signoffs.map((signoff) => ({ signoff, gate }))),
  };
}

function walk(found: Found, node: Content | Phase, outer: Inherited): void {
  switch (node.kind) {
    case "gate":
      if (outer.unmet !== null || node.unmet !== undefined) return;
      found.gates.push({ gate: node, at: found.leaves.length });
      return;
    case "choice":
      if (outer.unmet !== null) return;
      found.choices.push({ choice: node, gatesBefore: found.gates.length, within: outer });
      return;
    case "trigger":
      if (outer.unmet !== null) return;
      found.triggers.push(node);
      return;
    case "phase":
    case "section":
    case "item":
      walkNode(found, node, outer);
  }
}

function walkNode(found: Found, node: Node, outer: Inherited): void {
  const own = inherit(node, outer);
  const from = found.leaves.length;
  if (node.kind === "item") placeItem(found, node, own, from);
  const below: Inherited = {
    ...own,
    above: [...outer.above, node.key],
    path: node.kind === "item" ? outer.path : [...outer.path, plainText(node.title)],
    parent: node.kind === "item" ? node.key : outer.parent,
  };
  for (const child of node.content) walk(found, child, below);
  found.nodes.set(node.key, node);
  found.ranges.set(node.key, [from, found.leaves.length]);
}

function placeItem(found: Found, item: Item, own: Inherited, order: number): void {
  const draft: Draft = {
    ...own,
    key: item.key,
    // "Update the roles:" leads to what stands below it; in a sentence the colon would end it.
    title: plainText(item.title).replace(/\s?:$/, ""),
    item,
    leaf: !item.content.some(holdsItem),
    order,
    gatesBefore: found.gates.length,
    estimate: null,
    needs: [],
    dependents: [],
  };
  found.items.set(item.key, draft);
  if (draft.leaf) found.leaves.push(draft);
}

function holdsItem(content: Content): boolean {
  return content.kind === "item" || (content.kind === "section" && content.content.some(holdsItem));
}

/** Each part of a demand is the node's own, else its nearest ancestor's. */
function demandOf({ evidence, age, bound }: Node, outer: EvidenceDemand | null): EvidenceDemand | null {
  if (evidence === undefined && age === undefined && bound === undefined) return outer;
  const kind = evidence === "required" ? null : (evidence ?? outer?.kind ?? null);
  const binding =
    bound === undefined
      ? { bound: outer?.bound ?? false, part: outer?.part ?? null }
      : { bound: true, part: bound === "artefact" ? null : bound };
  return { kind, ageMinutes: age ?? outer?.ageMinutes ?? null, ...binding };
}

function inherit(node: Node, outer: Inherited): Inherited {
  const demand = demandOf(node, outer.demand);
  return {
    ...outer,
    severity: node.severity ?? outer.severity,
    owner: node.owner ?? outer.owner,
    ownerRole: node.owner === undefined ? outer.ownerRole : roleId(node.owner),
    evidenceRequired: demand !== null,
    demand,
    second: node.confirm === "second" || outer.second,
    reserved: node.reserved === "checks" || outer.reserved,
    stated: node.needs ?? outer.stated,
    stage: (node.kind === "item" ? undefined : node.stage) ?? outer.stage,
    optional: node.optional === true || outer.optional,
    recurring: (node.kind === "item" && node.recurs !== undefined) || outer.recurring,
    unmet: outer.unmet ?? node.unmet ?? null,
    due: node.due ?? outer.due,
  };
}

/** Orders of the leaves below several nodes, in document order, each once. */
function ordersIn(found: Found, keys: readonly string[]): number[] {
  const orders = new Set<number>();
  for (const key of keys) {
    const [from, to] = found.ranges.get(key) ?? [0, 0];
    for (let order = from; order < to; order += 1) orders.add(order);
  }
  return [...orders].sort((a, b) => a - b);
}

function coverGates(found: Found): GatePlace[] {
  let from = 0;
  return found.gates.map(({ gate, at }, order) => {
    const span = found.leaves.slice(from, at).filter((leaf) => leaf.stage !== "contingency");
    const covered = gate.covers ? ordersIn(found, gate.covers).flatMap((n) => found.leaves[n] ?? []) : span;
    from = at;
    return { gate, order, coverage: covered.filter((leaf) => !leaf.recurring && leaf.unmet === null) };
  });
}

/** Two ways to run one step, with nothing that leaves the score either way: nobody has to decide before a gate. */
function decidesNothing({ either, options }: Choice): boolean {
  return either === true && options.every(({ items }) => !items?.length);
}

/** A choice counts at the gate that names its surroundings, else at the next one, unless that names only others. */
function placeChoice(found: Found, gates: readonly GatePlace[], placed: Found["choices"][number]): ChoicePlace {
  const { choice, within, gatesBefore } = placed;
  const named = gates.find(({ gate }) => gate.covers?.some((key) => within.above.includes(key)));
  const next = found.gates[gatesBefore]?.gate;
  return {
    choice,
    above: within.above,
    stage: within.stage,
    optional: within.optional,
    gate: decidesNothing(choice) ? null : (named?.gate.key ?? (next && !next.covers ? next.key : null)),
    leaves: new Map(choice.options.map((option) => [option.key, new Set(ordersIn(found, option.items ?? []))])),
  };
}

function linkNeeds(found: Found, gates: readonly GatePlace[]): void {
  const covered = new Map(gates.map(({ gate, coverage }) => [gate.key, coverage.map((leaf) => leaf.order)]));
  const edges = found.leaves.map((leaf) => {
    const needed = new Set<number>();
    for (const key of leaf.stated) {
      for (const order of found.ranges.has(key) ? ordersIn(found, [key]) : (covered.get(key) ?? [])) {
        if (order !== leaf.order && !found.leaves[order]?.recurring) needed.add(order);
      }
    }
    return [...needed];
  });
  for (const [order, needs] of breakCycles(edges).entries()) {
    const leaf = found.leaves[order];
    if (!leaf) continue;
    leaf.needs = needs;
    for (const need of needs) found.leaves[need]?.dependents.push(order);
  }
}
