import type { RunSnapshot } from "@/lib/domain/run";
import { type DocumentIndex, type ItemPlace, indexDocument } from "@/lib/domain/template-tree";
import type { Rows, RowView } from "./run-rows";
import type { FilterChip } from "./view-store";

export type Filter = { text: string; chips: readonly FilterChip[] };

/**
 * Keys of the items and of everything above and below them that a filter leaves in view; null when nothing is filtered.
 * Chips are all to hold; the text is looked for in titles and section names, word by word.
 */
export function filterKeys(
  snapshot: RunSnapshot,
  rows: Rows["rows"],
  filter: Filter,
): { shown: ReadonlySet<string>; hits: number } | null {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && filter.chips.length === 0) return null;
  const index = indexDocument(snapshot.document);
  const shown = new Set<string>();
  let hits = 0;
  for (const place of index.items.values()) {
    if (place.unmet !== null) continue;
    if (!place.leaf && filter.chips.length > 0) continue;
    const row = rows.get(place.key);
    if (!row || !matches(place, row, filter.chips) || !reads(index, place, words)) continue;
    hits += 1;
    shown.add(place.key);
    for (const key of place.above) shown.add(key);
  }
  return { shown, hits };
}

function matches(place: ItemPlace, row: RowView, chips: readonly FilterChip[]): boolean {
  return chips.every((chip) => {
    if (chip === "mine") return row.mine;
    if (chip === "open") return !row.settled && row.taken;
    if (chip === "critical") return place.severity === "critical";
    if (chip === "blocked") return row.blocked !== null || (row.waitsFor !== "" && !row.settled);
    if (chip === "failed") return row.state === "failed";
    return row.evidenceDue;
  });
}

function reads(index: DocumentIndex, place: ItemPlace, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${place.title} ${place.path.join(" ")} ${index.items.get(place.parent ?? "")?.title ?? ""} ${place.owner ?? ""}`;
  const folded = text.toLowerCase();
  return words.every((word) => folded.includes(word));
}
