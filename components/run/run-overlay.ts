import { itemVersion, movesWithParent } from "@/lib/domain/item-derived";
import { decideItemChange, untouchedRow } from "@/lib/domain/item-transition";
import type { ItemRow, RunSnapshot } from "@/lib/domain/run";
import { untakenLeaves } from "@/lib/domain/run-state";
import { indexDocument, leavesBelow } from "@/lib/domain/template-tree";
import { turnRefusal } from "./run-turn";
import type { Change, ItemPatch } from "./run-types";

const laid = new WeakMap<ItemRow, { change: string; row: ItemRow }>();

/** The row of an item; one nobody has touched may not have any yet. */
export function rowOf(snapshot: RunSnapshot, key: string): ItemRow {
  return snapshot.items[key] ?? untouchedRow(key);
}

/** The rows a patch on this key would move: itself, or of a parent the leaves below that nobody has decided. */
export function rowsMoved(snapshot: RunSnapshot, key: string, patch: ItemPatch): ItemRow[] {
  const place = indexDocument(snapshot.document).items.get(key);
  if (!place || place.leaf) return [rowOf(snapshot, key)];
  return below(snapshot, key)
    .filter((each) => each.taken && movesWithParent(each, patch.state))
    .map(({ row }) => row);
}

/** The key and every leaf below it. */
export function keysTouched(snapshot: RunSnapshot, key: string): string[] {
  const leaves = leavesBelow(indexDocument(snapshot.document), key).map((leaf) => leaf.key);
  return [...new Set([key, ...leaves])];
}

/** The version a write on this key has to name: of a parent it moves with every leaf below. */
export function versionOf(snapshot: RunSnapshot, key: string): number {
  const place = indexDocument(snapshot.document).items.get(key);
  return !place || place.leaf ? rowOf(snapshot, key).version : itemVersion(below(snapshot, key));
}

function below(snapshot: RunSnapshot, key: string) {
  const index = indexDocument(snapshot.document);
  const untaken = untakenLeaves(index, snapshot.choices);
  return leavesBelow(index, key).map((leaf) => {
    const row = rowOf(snapshot, leaf.key);
    return { leaf, row, state: row.state, taken: !untaken.has(leaf.order) };
  });
}

/** What the server last told, with our unanswered changes on top; the same object when there are none. */
export function overlay(base: RunSnapshot, changes: readonly Change[], personId: string): RunSnapshot {
  if (changes.length === 0) return base;
  const items = { ...base.items };
  for (const change of changes) {
    for (const { key } of change.before) {
      items[key] = lay(items[key] ?? untouchedRow(key), change, { ...base, items }, personId);
    }
  }
  return { ...base, items };
}

function lay(row: ItemRow, change: Change, base: RunSnapshot, personId: string): ItemRow {
  const known = laid.get(row);
  if (known?.change === change.id) return known.row;
  const next = applied(row, change, base, personId);
  laid.set(row, { change: change.id, row: next });
  return next;
}

/** As the server will most likely decide; its version is the server's to give. */
function applied(row: ItemRow, { patch, at }: Change, base: RunSnapshot, personId: string): ItemRow {
  const { assignee, ...rest } = patch;
  const asked = assignee === undefined ? rest : { ...rest, assigneeId: personByEmail(base, assignee) };
  // A step whose turn hasn't come doesn't look done until the server refuses it.
  const turn = turnRefusal(base, row.key, patch, Date.parse(at));
  const facts = { personId, lead: true, severity: "medium", excused: true, waived: false, now: at, turn } as const;
  const decision = decideItemChange(row, asked, row.version, facts);
  return "kind" in decision && decision.kind === "changed"
    ? { ...decision.row, version: row.version, revision: row.revision }
    : row;
}

function personByEmail(base: RunSnapshot, email: string | null): string | null {
  if (email === null) return null;
  return Object.values(base.people).find((person) => person.email === email)?.id ?? null;
}
