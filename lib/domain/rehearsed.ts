import { z } from "zod";
import { documentCache } from "./document-cache";
import type { TookRow } from "./run-review";
import type { RunState } from "./run-state";
import type { Content, Phase, TemplateDocument } from "./template";
import { indexDocument } from "./template-tree";

/** What the rehearsal of a template took, as the estimates of a real run: fixed when that starts. */
export const rehearsedSchema = z.object({
  runId: z.string(),
  /** When the rehearsal began. */
  at: z.string(),
  /** By item. */
  minutes: z.record(z.string(), z.number()),
});
export type Rehearsed = z.infer<typeof rehearsedSchema>;

/** What took no minute was clicked through: that says nothing of the real thing. */
const fewest = 1;

/**
 * Minutes by item from what a rehearsal took: its holds passed faster, what people did around them didn't. Items that
 * the document doesn't have any more, and those nobody started, are left out; null when nothing is left.
 */
export function rehearsedIn(
  document: TemplateDocument,
  { snapshot: { run } }: RunState,
  took: readonly TookRow[],
): Rehearsed | null {
  const { leafByKey } = indexDocument(document);
  const minutes = took.flatMap(({ item, planned, actual }) => {
    const leaf = leafByKey.get(item);
    if (!leaf || (!leaf.item.hold && actual < fewest)) return [];
    const hold = leaf.item.hold?.minutes ?? 0;
    const around = hold > 0 ? Math.max(0, actual - (planned ?? 0)) : actual;
    return [[item, Math.ceil(hold + around)] as const];
  });
  if (minutes.length === 0) return null;
  return { runId: run.id, at: run.createdAt, minutes: Object.fromEntries(minutes) };
}

const cached = documentCache();

/** A document whose items are estimated as a rehearsal took them; every rule reads them like the template's own. */
export function withRehearsed(document: TemplateDocument, rehearsed: Rehearsed | null | undefined): TemplateDocument {
  if (!rehearsed) return document;
  const minutes = new Map(Object.entries(rehearsed.minutes));
  return cached(document, `${rehearsed.runId} ${JSON.stringify(rehearsed.minutes)}`, () => ({
    ...document,
    phases: document.phases.map((node) => estimate(node, minutes)),
  }));
}

function estimate<T extends Phase | Content>(node: T, minutes: ReadonlyMap<string, number>): T {
  if (node.kind !== "phase" && node.kind !== "section" && node.kind !== "item") return node;
  const content = node.content.map((child) => estimate(child, minutes));
  const own = node.kind === "item" ? minutes.get(node.key) : undefined;
  if (own === undefined && content.every((child, at) => child === node.content[at])) return node;
  return { ...node, ...(own === undefined ? {} : { estimate: own }), content };
}
