import { type AskedTerms, asksAsThen } from "./asked-terms";
import type { ItemRow } from "./run";
import type { TemplateDocument } from "./template";
import type { Leaf } from "./template-tree";

/** Somebody else saw the item pass, just as it stands: leaving `passed`, or passing anew, takes another look. */
export type ConfirmationRow = {
  itemKey: string;
  personId: string;
  at: string;
  passedAt: string;
  /** Of the item, and what it asked; null in rows of older releases. */
  revision: number | null;
  terms: AskedTerms | null;
};

/** Another mitigation, or other words of the item itself, are another thing to confirm. */
export function isConfirmed(
  row: ItemRow | null,
  confirmations: readonly ConfirmationRow[],
  { document, leaf }: { document: TemplateDocument; leaf: Leaf },
): boolean {
  return confirmations.some(
    ({ itemKey, personId, passedAt, revision, terms }) =>
      itemKey === row?.key &&
      row.changedAt === passedAt &&
      personId !== row.changedById &&
      (revision === null || revision === row.revision) &&
      asksAsThen(terms, document, leaf),
  );
}
