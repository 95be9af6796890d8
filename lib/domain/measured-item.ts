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
  const title = measuredTitle(expectation);
  const of = (row: Row): row is Row & { text: string } =>
    row.itemKey === itemKey && row.kind === "value" && row.title === title && !row.redactedAt && row.text !== null;
  return rows.findLast(of) ?? null;
}

/** What was measured last and misses what the item expects, each in words: whoever passes it all the same says why. */
export function measuredMisses(item: Item, itemKey: string, rows: readonly ValueRow[]): string[] {
  return expectationsOf(item).flatMap((expectation) => {
    const last = lastMeasured(rows, itemKey, expectation);
    if (!last || judgeMeasured(expectation, last.text) !== "misses") return [];
    return [`${last.text} was measured where ${expectationWords(expectation)} is expected`];
  });
}
