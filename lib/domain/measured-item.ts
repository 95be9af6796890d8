import { expectationWords } from "./expectation-words";
import { judgeMeasured } from "./measured";
import type { EvidenceRow } from "./run";
import type { Item } from "./template";
import type { Expectation } from "./template-leaves";
import { expectationsOf } from "./template-tree";

type ValueRow = Pick<EvidenceRow, "itemKey" | "kind" | "title" | "text" | "redactedAt">;

/** The title under which values of an expectation are kept as evidence. */
export function measuredTitle({ metric }: Expectation): string {
  return metric.slice(0, 200) || "Measured value";
}

/** What was measured last for an expectation; `rows` in order of time. */
export function lastMeasured<Row extends ValueRow>(
  rows: readonly Row[],
  itemKey: string,
  expectation: Expectation,
): (Row & { text: string }) | null {
  const of = (row: Row): row is Row & { text: string } =>
    row.itemKey === itemKey && measures(row, expectation) && !row.redactedAt && row.text !== null;
  return rows.findLast(of) ?? null;
}

/** Whether a piece of evidence is a value of this very metric; of anything else it says nothing. */
export function measures({ kind, title }: Pick<ValueRow, "kind" | "title">, expectation: Expectation): boolean {
  return kind === "value" && folded(title) === folded(measuredTitle(expectation));
}

function folded(title: string): string {
  return title.normalize("NFKC").trim().toLowerCase();
}

type TimedRow = ValueRow & Pick<EvidenceRow, "addedAt">;

/** What was measured since the item was set and misses what it expects, each in words: nobody has answered for it. */
export function missedSince(item: Item, itemKey: string, rows: readonly TimedRow[], setAt: string | null): string[] {
  const since = setAt === null ? rows : rows.filter(({ addedAt }) => Date.parse(addedAt) > Date.parse(setAt));
  return measuredMisses(item, itemKey, since);
}

/** What was measured last and misses what the item expects, each in words: whoever passes it all the same says why. */
export function measuredMisses(item: Item, itemKey: string, rows: readonly ValueRow[]): string[] {
  return expectationsOf(item).flatMap((expectation) => {
    const last = lastMeasured(rows, itemKey, expectation);
    if (!last || judgeMeasured(expectation, last.text) !== "misses") return [];
    return [`${last.text} was measured where ${expectationWords(expectation)} is expected`];
  });
}
