import type { TemplateDocument } from "./template";
import type { VariableUse } from "./variable-use";

/** What a run's document is without the values measured in it: the text that was signed, and what stands in it by now. */
export type Uncaptured = {
  document: TemplateDocument;
  /** By the variables that some item captures, wherever their value is from. */
  values: ReadonlyMap<string, string>;
  use: Pick<VariableUse, "spellings" | "shell">;
};

const known = new WeakMap<TemplateDocument, Uncaptured>();

/** Null for a document in which nothing is captured: it is its own. */
export function uncapturedOf(document: TemplateDocument): Uncaptured | null {
  return known.get(document) ?? null;
}

export function keepUncaptured(document: TemplateDocument, uncaptured: Uncaptured | null): void {
  if (uncaptured) known.set(document, uncaptured);
}
