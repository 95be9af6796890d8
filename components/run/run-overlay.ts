import type { ItemRow, RunSnapshot } from "@/lib/domain/run";
import { indexDocument, leavesBelow } from "@/lib/domain/template-tree";
import type { Change, ItemPatch } from "./run-types";

const laid = new WeakMap<ItemRow, { change: string; row: ItemRow }>();

/** An item nobody has touched has no row yet. */
export function blankRow(key: string): ItemRow {
  return {
    key,
    state: "open",
    reason: null,
    version: 1,
    revision: 0,
    assigneeId: null,
    dueAt: null,
    blocked: null,
    changedById: null,
    changedAt: null,
    comments: 0,
  };
}

export function rowOf(snapshot: RunSnapshot, key: string): ItemRow {
  return snapshot.items[key] ?? blankRow(key);
}

/** The rows a patch on this key would move: itself, or the open leaves below a parent. */
export function rowsMoved(snapshot: RunSnapshot, key: string, patch: ItemPatch): ItemRow[] {
  const index = indexDocument(snapshot.document);
  const place = index.items.get(key);
  if (!place || place.leaf || patch.state === undefined) return [rowOf(snapshot, key)];
  return leavesBelow(index, key)
    .map((leaf) => rowOf(snapshot, leaf.key))
    .filter((row) => row.state === "open" || row.state === "in_progress");
}

/** What the server last told, with our unanswered changes on top; the same object when there are none. */
export function overlay(base: RunSnapshot, changes: readonly Change[], personId: string): RunSnapshot {
  if (changes.length === 0) return base;
  const items = { ...base.items };
  for (const change of changes) {
    for (const { key } of change.before) items[key] = lay(items[key] ?? blankRow(key), change, base, personId);
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

function applied(row: ItemRow, { patch, at }: Change, base: RunSnapshot, personId: string): ItemRow {
  const next = { ...row };
  if (patch.state !== undefined) {
    next.state = patch.state;
    next.reason = patch.reason ?? null;
    next.changedById = personId;
    next.changedAt = at;
  }
  if (patch.assignee !== undefined) next.assigneeId = personByEmail(base, patch.assignee);
  if (patch.dueAt !== undefined) next.dueAt = patch.dueAt;
  if (patch.blocked !== undefined)
    next.blocked = patch.blocked ? { reason: patch.blocked.reason, byId: personId, since: at } : null;
  return next;
}

function personByEmail(base: RunSnapshot, email: string | null): string | null {
  if (email === null) return null;
  return Object.values(base.people).find((person) => person.email === email)?.id ?? null;
}
