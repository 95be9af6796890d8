import type { EvidenceDemand } from "./evidence-demand";
import type { Severity } from "./severity";
import type { Item, Phase, Section, Stage, TemplateDocument } from "./template";
import type { Gate, Signoff } from "./template-gate";
import type { Choice, Expectation, Trigger } from "./template-leaves";
import { buildIndex } from "./template-walk";

/** An item in its place, with what it inherits. A parent's are what its leaves would inherit. */
export type ItemPlace = {
  key: string;
  /** Plain words, without Markdown. */
  title: string;
  item: Item;
  severity: Severity;
  owner: string | null;
  /** `roleId` of the owner. */
  ownerRole: string | null;
  evidenceRequired: boolean;
  /** What counts as evidence; null where none is asked for. */
  demand: EvidenceDemand | null;
  /** A second person must confirm it. */
  second: boolean;
  /** Completed by check results alone. */
  reserved: boolean;
  stage: Stage;
  /** How many gates stand before it in the document. */
  gatesBefore: number;
  optional: boolean;
  recurring: boolean;
  /** Why it doesn't apply to this run (`environment is staging`): its own condition or that of what it stands in. */
  unmet: string | null;
  due: string | null;
  /** Titles of the phase and sections above, outermost first. */
  path: readonly string[];
  /** Keys of the phase, sections and items above, outermost first. */
  above: readonly string[];
  /** Key of the item it is a sub-item of. */
  parent: string | null;
  /** False for an item with sub-items: its state is derived. */
  leaf: boolean;
  /** Place among the leaves; a parent's is that of its first leaf. */
  order: number;
  /** Minutes; an ancestor's estimate is shared out over the leaves without one. A parent's is the sum. Null: not stated. */
  estimate: number | null;
  /** Keys as stated by it or its nearest ancestor. */
  stated: readonly string[];
};

/** A leaf; `needs` and `dependents` are `order`s of other leaves and hold no cycle. */
export type Leaf = ItemPlace & { needs: readonly number[]; dependents: readonly number[] };

/** Half-open range of `order`: the leaves below a node stand side by side in document order. */
export type LeafRange = readonly [from: number, to: number];

export type GatePlace = { gate: Gate; order: number; coverage: readonly Leaf[] };

/** `gate` is the key of the gate that covers the place where the choice stands, null when none does. */
export type ChoicePlace = {
  choice: Choice;
  above: readonly string[];
  stage: Stage;
  optional: boolean;
  gate: string | null;
  /** Orders of the leaves of each option, by option key. */
  leaves: ReadonlyMap<string, ReadonlySet<number>>;
};

/** Everything the rules ask of a document, gathered in one walk. Holds no run state. */
export type DocumentIndex = {
  document: TemplateDocument;
  leaves: readonly Leaf[];
  leafByKey: ReadonlyMap<string, Leaf>;
  /** Every item, parents included. */
  items: ReadonlyMap<string, ItemPlace>;
  nodes: ReadonlyMap<string, Phase | Section | Item>;
  ranges: ReadonlyMap<string, LeafRange>;
  /** Every leaf stands after what it needs. */
  needsOrder: readonly number[];
  gates: readonly GatePlace[];
  gateByKey: ReadonlyMap<string, GatePlace>;
  choices: readonly ChoicePlace[];
  triggers: readonly Trigger[];
  signoffs: readonly { signoff: Signoff; gate: Gate }[];
};

/** Asked for again and again once the run is live; a way back has no turns. */
export function comesBack({ recurring, stage }: Pick<ItemPlace, "recurring" | "stage">): boolean {
  return recurring && stage !== "contingency";
}

const cache = new WeakMap<TemplateDocument, DocumentIndex>();

/** Index of a document, built once per object: keep the parsed document of a template version, it never changes. */
export function indexDocument(document: TemplateDocument): DocumentIndex {
  let index = cache.get(document);
  if (!index) {
    index = buildIndex(document);
    cache.set(document, index);
  }
  return index;
}

/** Leaves in document order with their effective attributes. */
export function leavesOf(document: TemplateDocument): readonly Leaf[] {
  return indexDocument(document).leaves;
}

export function findNode(index: DocumentIndex, key: string): Phase | Section | Item | null {
  return index.nodes.get(key) ?? null;
}

/** Direct sub-items, in document order. */
export function childItems(node: Phase | Section | Item): Item[] {
  return node.content.filter((content) => content.kind === "item");
}

/** The thresholds of an item: its own, and those of the criteria below it. */
export function expectationsOf({ expectation, content }: Item): Expectation[] {
  const below = content.flatMap((part) => (part.kind === "criterion" && part.expectation ? [part.expectation] : []));
  return expectation ? [expectation, ...below] : below;
}

/** Leaves below a phase, section or item; an item without sub-items is its own leaf. */
export function leavesBelow(index: DocumentIndex, key: string): readonly Leaf[] {
  const [from, to] = index.ranges.get(key) ?? [0, 0];
  return index.leaves.slice(from, to);
}

export function gatesOf(document: TemplateDocument): Gate[] {
  return indexDocument(document).gates.map(({ gate }) => gate);
}

/** What a gate covers, before choices; empty for an unknown key. */
export function coverageOf(document: TemplateDocument, gateKey: string): readonly Leaf[] {
  return indexDocument(document).gateByKey.get(gateKey)?.coverage ?? [];
}

export function signoffsOf(document: TemplateDocument): readonly { signoff: Signoff; gate: Gate }[] {
  return indexDocument(document).signoffs;
}
