import { z } from "zod";
import { documentCache } from "./document-cache";
import type { TookRow } from "./run-review";
import type { RunState } from "./run-state";
import { stateEstimates } from "./stated-estimates";
import type { TemplateDocument } from "./template";
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

/** In minutes: what took less was clicked through, which says nothing of the real thing. */
export const leastTaken = 1;
/** What took more was left lying. */
const mostTaken = 8 * 60;

/**
 * Minutes by item from what a rehearsal took: its holds passed faster, what people did around them didn't. Items that
 * the document doesn't have any more, were clicked through or left lying are left out; null when nothing is left.
 */
export function rehearsedIn(
  document: TemplateDocument,
  { snapshot: { run } }: RunState,
  took: readonly TookRow[],
): Rehearsed | null {
  const { leafByKey } = indexDocument(document);
  const minutes = took.flatMap(({ item, planned, actual }) => {
    const leaf = leafByKey.get(item);
    if (!leaf || (!leaf.item.hold && actual < leastTaken)) return [];
    const hold = leaf.item.hold?.minutes ?? 0;
    const around = hold > 0 ? Math.max(0, actual - (planned ?? 0)) : actual;
    if (around > mostTaken) return [];
    return [[item, Math.ceil(hold + around)] as const];
  });
  if (minutes.length === 0) return null;
  return { runId: run.id, at: run.createdAt, minutes: Object.fromEntries(minutes) };
}

const cached = documentCache();

/** A document whose items are estimated as a rehearsal took them; every rule reads them like the template's own. */
export function withRehearsed(document: TemplateDocument, rehearsed: Rehearsed | null | undefined): TemplateDocument {
  if (!rehearsed) return document;
  return cached(document, `${rehearsed.runId} ${JSON.stringify(rehearsed.minutes)}`, () =>
    stateEstimates(document, new Map(Object.entries(rehearsed.minutes))),
  );
}
