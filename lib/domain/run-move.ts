import { canonicalJson } from "./canonical-json";
import { demandWords, type EvidenceDemand } from "./evidence-demand";
import { isMaterial, untouchedRow } from "./item-transition";
import type { ItemRow, RunHead, RunSnapshot, WaiverRow } from "./run";
import { runDocument } from "./run-document";
import type { SnapshotVersion } from "./snapshot-text";
import type { Content, Item, TemplateDocument } from "./template";
import { type ItemPlace, indexDocument } from "./template-tree";

/** The version a run would move to: its document as published, without this run's answers. */
export type MoveTarget = SnapshotVersion & { templateVersionId: string };

export type FieldMove = { field: string; from: unknown; to: unknown };

/** What moving does to one item. `before` and `after` are its row and place in the two versions, null where it isn't. */
export type ItemMove = {
  key: string;
  kind: "added" | "dropped" | "reset" | "kept" | "changed";
  title: string;
  before: ItemPlace | null;
  after: ItemPlace | null;
  row: ItemRow | null;
  /** The row as it is written; null when it stays as it is. */
  next: ItemRow | null;
  /** Why what was done no longer stands for it, as the end of a sentence; null when it does. */
  why: string | null;
  fields: FieldMove[];
};

export type RunMove = {
  items: ItemMove[];
  /** Grants for what an item used to ask: they end with it. */
  waivers: WaiverRow[];
  /** The run as it will stand, for judging what becomes of its gates and signatures. */
  after: RunSnapshot;
};

/**
 * Moves a run to another version of its template. Items are the same ones when their key is: one that asks for something
 * else than what was done starts open again, unless its key is in `keep`; a dropped one keeps its row, and comes back open.
 * What is failed, blocked or under way stays so: caution outlives a new version. `now` is ISO.
 */
export function moveRun(
  snapshot: RunSnapshot,
  target: MoveTarget,
  answers: RunHead["answers"],
  keep: ReadonlySet<string>,
  now: string,
): RunMove {
  const run = { ...snapshot.run, ...headOf(target), answers };
  const document = runDocument(target.document, { run, evidence: snapshot.evidence, needs: snapshot.needs });
  const [old, next] = [indexDocument(snapshot.document), indexDocument(document)];
  const items: ItemMove[] = [];
  const asked = new Set(snapshot.waivers.flatMap(({ itemKey, revokedAt }) => (revokedAt === null ? [itemKey] : [])));
  for (const [key, after] of next.items) {
    const row = snapshot.items[key] ?? null;
    const moved = moveItem({ before: old.items.get(key) ?? null, after, row, asked: asked.has(key) }, keep, now);
    if (moved) items.push(moved);
  }
  for (const [key, before] of old.items)
    if (!next.items.has(key)) items.push(dropped(before, snapshot.items[key] ?? null));
  const anew = new Set(items.filter(asksAnew).map(({ key }) => key));
  const waivers = snapshot.waivers.filter((row) => row.revokedAt === null && anew.has(row.itemKey));
  const ended = new Set(waivers.map(({ id }) => id));
  const rows = { ...snapshot.items };
  for (const { key, next: row } of items) if (row) rows[key] = row;
  return {
    items,
    waivers,
    after: {
      ...snapshot,
      run,
      document,
      items: rows,
      waivers: snapshot.waivers.map((row) => (ended.has(row.id) ? { ...row, revokedAt: now } : row)),
    },
  };
}

/** The same version with other answers: what they reword is asked again by the same rule. `published` is without them. */
export function rewordRun(
  snapshot: RunSnapshot,
  published: { document: TemplateDocument },
  answers: RunHead["answers"],
  now: string,
): RunMove {
  const { templateId, templateVersionId, templateVersion, templateTitle, templateDigest } = snapshot.run;
  const { document } = published;
  const target = { templateId, templateVersionId, templateVersion, templateTitle, templateDigest, document };
  return moveRun(snapshot, target, answers, new Set(), now);
}

/** What was accepted was accepted of what it asked before, whether or not what was done still stands. */
function asksAnew({ kind, fields }: ItemMove): boolean {
  return kind === "reset" || kind === "added" || fields.some(({ field }) => !unsigned.has(field));
}

function headOf({ document: _, ...head }: MoveTarget): Omit<MoveTarget, "document"> {
  return head;
}

const standing: ReadonlySet<ItemRow["state"]> = new Set(["passed", "warned", "not_applicable"]);

/** `asked` when somebody asked for a waiver of it, granted or not. */
type Met = { before: ItemPlace | null; after: ItemPlace; row: ItemRow | null; asked: boolean };

function moveItem({ before, after, row, asked }: Met, keep: ReadonlySet<string>, now: string): ItemMove | null {
  const base = { key: after.key, title: after.title, before, after, row };
  if (!before) {
    const next = row ? reopened(row, now) : untouchedRow(after.key);
    return { ...base, kind: "added", next, why: null, fields: [] };
  }
  const fields = fieldMoves(before, after);
  const split = before.leaf !== after.leaf;
  const why = split ? splitWords(after) : whyReset(fields);
  const kept = !split && keep.has(after.key);
  const anew = why !== null && !kept && (split || asked || isDone(row));
  const own = row ?? untouchedRow(after.key);
  const asks = fields.some(({ field }) => !unsigned.has(field));
  if (anew)
    return { ...base, kind: "reset", next: asks ? revised(row, reopened(own, now)) : reopened(own, now), why, fields };
  if (fields.length === 0) return null;
  const next = asks ? revised(row, renumbered(own)) : renumbered(own);
  return { ...base, kind: why !== null && isDone(row) ? "kept" : "changed", next, why, fields };
}

function isDone(row: ItemRow | null): boolean {
  return row !== null && standing.has(row.state);
}

function splitWords({ leaf }: ItemPlace): string {
  return leaf ? "its sub-items are gone" : "it has sub-items now";
}

function whyReset(fields: readonly FieldMove[]): string | null {
  const names = fields.map(({ field }) => field);
  if (names.includes("title")) return "it was reworded";
  if (names.includes("expectation")) return "it expects something else";
  return names.includes("hold") ? "it lasts another time" : null;
}

/** What no signature covers: who does an item, and what its part is for. */
const unsigned: ReadonlySet<string> = new Set(["owner", "stage"]);

/** Asked otherwise: what was signed for it doesn't come back with the old words, whichever digest it was signed under. */
function revised(before: ItemRow | null, next: ItemRow): ItemRow {
  return { ...next, revision: (before?.revision ?? 0) + 1 };
}

/** A tick of somebody who still sees what the item asked before is a conflict. */
function renumbered(row: ItemRow): ItemRow {
  return { ...row, version: row.version + 1 };
}

/** Open again where it was done, with the flags and the person it had. */
function reopened(row: ItemRow, now: string): ItemRow {
  if (!isDone(row)) return renumbered(row);
  const next: ItemRow = { ...row, state: "open", reason: null, changedById: null, changedAt: now };
  return renumbered({ ...next, revision: row.revision + (isMaterial(row, next) ? 1 : 0) });
}

function dropped(before: ItemPlace, row: ItemRow | null): ItemMove {
  const base = { key: before.key, title: before.title, before, after: null, row, next: null };
  return { ...base, kind: "dropped", why: null, fields: [] };
}

/** What people would notice: words, what counts as done, how much it weighs, and what stands below it. */
function fieldMoves(before: ItemPlace, after: ItemPlace): FieldMove[] {
  const told: [string, (place: ItemPlace) => unknown][] = [
    ["title", ({ title }) => title],
    ["expectation", ({ item }) => item.expectation ?? null],
    ["hold", ({ item }) => item.hold ?? null],
    ["severity", ({ severity }) => severity],
    ["optional", ({ optional }) => optional],
    ["evidence", ({ demand }) => demandSaid(demand)],
    ["second person", ({ second }) => second],
    ["automated checks only", ({ reserved }) => reserved],
    ["owner", ({ owner }) => owner],
    ["stage", ({ stage }) => stage],
    ["instructions", ({ item }) => instructions(item)],
  ];
  return told.flatMap(([field, read]) => {
    const [from, to] = [read(before), read(after)];
    if (canonicalJson(from) === canonicalJson(to)) return [];
    return field === "instructions" ? [{ field, from: null, to: "changed" }] : [{ field, from, to }];
  });
}

/** Whether any evidence is asked for; in words when it can't be just any. */
function demandSaid(demand: EvidenceDemand | null): string | boolean {
  if (demand === null) return false;
  const { kind, ageMinutes, bound } = demand;
  return kind === null && ageMinutes === null && !bound ? true : demandWords(demand);
}

/** Notes and commands below an item, without where they stood in the source. */
function instructions({ content }: Item): unknown[] {
  const words = (node: Content): (string | string[])[] => {
    if (node.kind === "note") return [node.markdown];
    return node.kind === "code" ? [[node.use, node.text]] : [];
  };
  return content.flatMap(words);
}
