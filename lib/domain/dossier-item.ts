import type { CheckedRecord, Told } from "./dossier-schema";
import { movedTo } from "./dossier-told";

type Section = CheckedRecord["run"]["phases"][number];
type Item = Section["items"][number];

/** Every item of the template in the run, each in the state its last entry left it in, by whoever that was. */
export function itemFaults({ run, template, confirmations }: CheckedRecord, told: readonly Told[]): string[] {
  const items = new Map(run.phases.flatMap(itemsOf).map((item) => [item.key, item]));
  const ofItems = told.filter(({ subject }) => subject.kind === "item");
  const faults = keysOf(template.document)
    .filter((key) => !items.has(key))
    .map((key) => `Item ${key} is missing.`);
  const states = lastOf(ofItems, "state");
  const blocks = lastOf(ofItems, "blocked");
  for (const { key, state, derived, blocked, changedBy } of items.values()) {
    if (derived) continue;
    const last = states.get(key);
    const is = last?.to ?? "open";
    if (is !== state) faults.push(`Item ${key} is shown as ${state}; the history left it ${is}.`);
    // Moved to another version, the row keeps or loses whoever had set it.
    if (last && !moves.has(last.entry.action) && last.entry.actor.person !== (changedBy?.id ?? null)) {
      faults.push(`Item ${key} was last set by somebody else than is shown.`);
    }
    const flagged = blocks.get(key)?.to === true;
    if (flagged !== (blocked !== null)) faults.push(`Whether item ${key} is blocked isn't what the history tells.`);
  }
  const seconded = new Map(ofItems.filter(({ action }) => action === "item.seconded").map((t) => [t.subject.key, t]));
  for (const { itemKey, personId, at, passedAt } of confirmations) {
    const entry = seconded.get(itemKey);
    const set = entry && ofItems.findLast((t) => t.seq < entry.seq && t.subject.key === itemKey && movedTo(t, "state"));
    if (entry?.actor.person !== personId || entry.at !== at || set?.at !== passedAt) {
      faults.push(`That somebody else confirmed item ${itemKey} isn't what the history tells.`);
    }
  }
  return faults;
}

const moves: ReadonlySet<string> = new Set(["item.reset", "item.added", "item.dropped"]);

function lastOf(told: readonly Told[], field: string): Map<string, { to: unknown; entry: Told }> {
  const last = new Map<string, { to: unknown; entry: Told }>();
  for (const entry of told) {
    const moved = movedTo(entry, field);
    if (moved) last.set(entry.subject.key, { ...moved, entry });
  }
  return last;
}

function itemsOf({ items, sections }: Section): Item[] {
  const below = (item: Item): Item[] => [item, ...item.items.flatMap(below)];
  return [...items.flatMap(below), ...sections.flatMap(itemsOf)];
}

/** Keys of all items a template's document holds. */
function keysOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(keysOf);
  if (typeof node !== "object" || node === null) return [];
  const { kind, key, phases, content } = node as Record<string, unknown>;
  const own = kind === "item" && typeof key === "string" ? [key] : [];
  return [...own, ...keysOf(phases), ...keysOf(content)];
}
