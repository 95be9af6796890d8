import { plainText } from "./plain-text";
import { leastTaken } from "./rehearsed";
import type { NeedRow } from "./run";
import { withNeeds } from "./run-needs";
import type { Severity } from "./severity";
import { stateEstimates } from "./stated-estimates";
import type { TemplateDocument } from "./template";
import { changeNode, insertNode, newNode } from "./template-move";
import { type AnyNode, type NodePath, nodeAt } from "./template-path";
import { documentRows } from "./template-rows";
import { indexDocument } from "./template-tree";

type About = { id: string; key: string; title: string };

/** One thing a run taught, as a change of its template. `key` is the node it is about, or that gets a new item. */
export type Proposal = About &
  (
    | { what: "estimate"; minutes: number; before: number | null; measured: number }
    | { what: "optional"; severity: Severity; times: number }
    | { what: "item"; text: string }
    | { what: "need"; need: string; needTitle: string; needed: boolean; reason: string | null }
    | { what: "check"; name: string }
  );

/** What a run and those before it tell about the items of their template. */
export type Lessons = {
  /** Minutes an item took; holds are left out: they last as long as they must. */
  took: readonly { item: string; actual: number }[];
  /** Of ended runs that had it: how many, and in how many it was waived or set aside as not applicable. */
  setAside: readonly { item: string; runs: number; times: number }[];
  needs: readonly Pick<NeedRow, "key" | "need" | "needed" | "reason">[];
  /** Checks that somebody said belong to an item. */
  checks: readonly { name: string; item: string }[];
  /** Action items that belong in the template. */
  actions: readonly { id: string; text: string }[];
};

/** Set aside once may be that run's own; from here on it is a habit. */
const habit = 2;
const far = { times: 1.5, minutes: 5 };

/** What the lessons would change in a document; what it says already is not proposed. */
export function proposalsFor(document: TemplateDocument, lessons: Lessons): Proposal[] {
  const { leafByKey, nodes, items } = indexDocument(document);
  const titleOf = (key: string) => plainText(nodes.get(key)?.title ?? key);
  const estimates = lessons.took.flatMap(({ item, actual }): Proposal[] => {
    const leaf = leafByKey.get(item);
    const minutes = roundMinutes(actual);
    if (!leaf || leaf.item.hold || !isFar(leaf.estimate, actual) || minutes === leaf.estimate) return [];
    const about = { id: `estimate ${item}`, key: item, title: titleOf(item) };
    return [{ what: "estimate", ...about, minutes, before: leaf.estimate, measured: actual }];
  });
  const optional = lessons.setAside.flatMap(({ item, runs, times }): Proposal[] => {
    const leaf = leafByKey.get(item);
    if (!leaf || leaf.optional || times < habit || times < runs) return [];
    return [
      { what: "optional", id: `optional ${item}`, key: item, title: titleOf(item), severity: leaf.severity, times },
    ];
  });
  const said = new Set(Array.from(items.values(), ({ title }) => words(title)));
  const into = partForNew(document);
  const added = lessons.actions.flatMap(({ id, text }): Proposal[] => {
    if (into === null || said.has(words(text))) return [];
    const line = text.replace(/\s+/g, " ").trim();
    return [{ what: "item", id: `item ${id}`, key: into, title: line, text: line }];
  });
  const needs = lessons.needs.flatMap(({ key, need, needed, reason }): Proposal[] => {
    const row = { key, need, needed };
    if (!nodes.has(key) || !hasNode(document, need) || isSame(withNeeds(document, [row]), document)) return [];
    const about = { id: `need ${key} ${need}`, key, title: titleOf(key) };
    return [{ what: "need", ...about, need, needTitle: nodeTitle(document, need), needed, reason }];
  });
  const checks = lessons.checks.flatMap(({ name, item }): Proposal[] => {
    const place = items.get(item);
    if (!place || place.item.checks?.includes(name) || (place.item.checks?.length ?? 0) >= mostChecks) return [];
    return [{ what: "check", id: `check ${item} ${name}`, key: item, title: titleOf(item), name }];
  });
  return [...estimates, ...optional, ...added, ...needs, ...checks];
}

/** A document with some proposals made; a new item stands last in the part it goes `into`, else where it was proposed. */
export function improve(
  document: TemplateDocument,
  taken: readonly { proposal: Proposal; into?: string | undefined }[],
): TemplateDocument {
  return taken.reduce((made, { proposal, into }) => make(made, proposal, into), document);
}

function make(document: TemplateDocument, proposal: Proposal, into: string | undefined): TemplateDocument {
  if (proposal.what === "need") return withNeeds(document, [proposal]);
  if (proposal.what === "estimate") return stateEstimates(document, new Map([[proposal.key, proposal.minutes]]));
  const key = proposal.what === "item" ? (into ?? proposal.key) : proposal.key;
  if (proposal.what === "item" && !isPart(document, key)) return document;
  const found = documentRows(document).find(({ node }) => "key" in node && node.key === key);
  if (!found) return document;
  if (proposal.what === "item") {
    const item = newNode(document, "item", proposal.text);
    return insertNode(document, placeIn(document, found.path), item)?.document ?? document;
  }
  return changeNode(document, found.path, fieldsOf(proposal, found.node)) ?? document;
}

function fieldsOf(proposal: Exclude<Proposal, { what: "item" | "need" | "estimate" }>, node: AnyNode): object {
  switch (proposal.what) {
    case "optional":
      return { optional: true };
    case "check":
      return { checks: [...((node.kind === "item" && node.checks) || []), proposal.name] };
  }
}

/** Behind the last item of a part, before the gate that may end it. */
function placeIn(document: TemplateDocument, path: NodePath): NodePath {
  const node = nodeAt(document, path);
  const content = node && "content" in node ? node.content : [];
  const last = content.findLastIndex(({ kind }) => kind === "item");
  return [...path, last < 0 ? content.length : last + 1];
}

/** Phases and sections a new item can stand in, in order; those that hold items come with `usual`. */
export function partsOf(document: TemplateDocument): { key: string; title: string; depth: number; usual: boolean }[] {
  return documentRows(document).flatMap(({ node, depth }) =>
    node.kind === "phase" || node.kind === "section"
      ? [
          {
            key: node.key,
            title: plainText(node.title),
            depth,
            usual: node.content.some(({ kind }) => kind === "item"),
          },
        ]
      : [],
  );
}

/** Whether a new item can go there. */
export function isPart(document: TemplateDocument, key: string): boolean {
  return partsOf(document).some((part) => part.key === key);
}

/** What is learned is mostly to be seen to before the next time: the last part before deploying that holds items. */
function partForNew(document: TemplateDocument): string | null {
  const { leaves } = indexDocument(document);
  const parts = partsOf(document);
  const usual = new Set(parts.filter((part) => part.usual).map(({ key }) => key));
  const before = leaves.findLast(({ stage, parent, above }) => {
    const own = above.at(-1);
    return stage === "before" && parent === null && own !== undefined && usual.has(own);
  });
  return before?.above.at(-1) ?? parts[0]?.key ?? null;
}

/** Half as long again, or half as long, and no matter of a few minutes; without an estimate whatever wasn't clicked through. */
function isFar(planned: number | null, actual: number): boolean {
  if (actual < leastTaken) return false;
  if (planned === null) return true;
  const [short, long] = planned < actual ? [planned, actual] : [actual, planned];
  return long >= short * far.times && long - short >= far.minutes;
}

/** Nobody plans by the second: up to whole minutes, from ten on to five, from an hour on to a quarter of it. */
export function roundMinutes(minutes: number): number {
  const step = minutes <= 10 ? 1 : minutes <= 60 ? 5 : 15;
  return Math.max(1, Math.ceil(minutes / step) * step);
}

const mostChecks = 20;

function words(text: string): string {
  return plainText(text).trim().toLowerCase();
}

function hasNode(document: TemplateDocument, key: string): boolean {
  const { nodes, gateByKey } = indexDocument(document);
  return nodes.has(key) || gateByKey.has(key);
}

function nodeTitle(document: TemplateDocument, key: string): string {
  const { nodes, gateByKey } = indexDocument(document);
  return plainText(nodes.get(key)?.title ?? gateByKey.get(key)?.gate.title ?? key);
}

function isSame(a: TemplateDocument, b: TemplateDocument): boolean {
  return a.phases.every((node, at) => node === b.phases[at]);
}
