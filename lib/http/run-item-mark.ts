import { takenInstead } from "@/lib/domain/choice-taken";
import { parentState } from "@/lib/domain/item-derived";
import type { ItemState } from "@/lib/domain/item-state";
import type { LeafStanding, RunState } from "@/lib/domain/run-state";
import type { Item } from "@/lib/domain/template";
import { utcMinute } from "@/lib/domain/variable";
import { blockedWords, plain } from "@/lib/markdown/export-run";
import type { ItemMark } from "@/lib/markdown/write-back";

const named: Partial<Record<ItemState, string>> = {
  in_progress: "In progress",
  warned: "Warned",
  failed: "Failed",
  not_applicable: "Not applicable",
};

/** How an item stands, as a box and the words that a box can't say. A parent follows its sub-items. */
export function itemMark(state: RunState, item: Item): ItemMark {
  const place = state.index.items.get(item.key);
  if (!place) return { ticked: false };
  if (place.leaf) return leafMark(state, state.standings[place.order]);
  const [from, to] = state.index.ranges.get(item.key) ?? [0, 0];
  const below = state.standings.slice(from, to);
  if (place.unmet !== null) return { ticked: false, words: `**Doesn’t apply**: ${plain(place.unmet)}` };
  return { ticked: isTicked(parentState(below)) };
}

function isTicked(state: ItemState): boolean {
  return state === "passed" || state === "warned" || state === "not_applicable";
}

function leafMark(state: RunState, standing: LeafStanding | undefined): ItemMark {
  if (!standing) return { ticked: false };
  const { leaf, row, waiver } = standing;
  const { people } = state.snapshot;
  if (leaf.unmet !== null) return { ticked: false, words: `**Doesn’t apply**: ${plain(leaf.unmet)}` };
  if (!standing.taken) return { ticked: false, words: notTakenWords(takenInstead(state, leaf.order)) };
  const name = row?.changedById ? (people[row.changedById]?.name ?? "Someone who left") : null;
  const when = row?.changedAt ? utcMinute(row.changedAt) : null;
  const by = name && when ? ` (${plain(name)}, ${when})` : "";
  const word = named[standing.state];
  const said = [
    word && `**${word}**${row?.reason ? `: ${plain(row.reason)}` : ""}${by}`,
    row?.blocked && `**Blocked**: ${blockedWords(row.blocked)}`,
    waiver && `**Waived**${waiver.expiresAt ? ` until ${utcMinute(waiver.expiresAt)}` : ""}: ${plain(waiver.reason)}`,
  ].filter(Boolean);
  return {
    ticked: isTicked(standing.state),
    ...(said.length > 0 ? { words: said.join(". ") } : {}),
    ...(name && when && standing.state !== "open" ? { who: plain(name), when } : {}),
  };
}

function notTakenWords(taken: string | null): string {
  return taken === null ? "**Option not taken**" : `**Option not taken**: ${plain(taken)} was`;
}
