import { LRUCache } from "lru-cache";
import type { ItemState } from "./item-state";
import type { ItemRow, RunHead, RunSnapshot } from "./run";
import { runDocument } from "./run-document";
import type { TemplateDocument } from "./template";

/** What a snapshot takes from the template version it runs. */
export type SnapshotVersion = Pick<RunHead, "templateId" | "templateTitle" | "templateVersion" | "templateDigest"> & {
  document: TemplateDocument;
};

/** One row of `items`, in the order `run_snapshot` writes them. */
type ItemColumns = [
  key: string,
  state: ItemState,
  reason: string | null,
  version: number,
  revision: number,
  assigneeId: string | null,
  dueAt: string | null,
  blockedReason: string | null,
  blockedById: string | null,
  blockedSince: string | null,
  blockedLink: string | null,
  changedById: string | null,
  changedAt: string | null,
  comments: number,
];

/** The JSON of `run_snapshot`: the rows of a run without its document. */
export type SnapshotRows = Omit<RunSnapshot, "run" | "document" | "items"> & {
  run: Omit<RunHead, keyof SnapshotVersion>;
  items: ItemColumns[];
};

/** Joins the rows of a run with its template version, whose variables it fills in. */
export function joinSnapshot(rows: SnapshotRows, { document, ...version }: SnapshotVersion): RunSnapshot {
  const items = Object.fromEntries(rows.items.map((columns) => [columns[0], itemRow(columns)]));
  const run = { ...rows.run, ...version };
  return { ...rows, run, items, document: runDocument(document, { run, evidence: rows.evidence, needs: rows.needs }) };
}

function itemRow([
  key,
  state,
  reason,
  version,
  revision,
  assigneeId,
  dueAt,
  blockedReason,
  blockedById,
  blockedSince,
  blockedLink,
  changedById,
  changedAt,
  comments,
]: ItemColumns): ItemRow {
  const blocked =
    blockedSince === null
      ? null
      : { reason: blockedReason ?? "", byId: blockedById ?? "", since: blockedSince, link: blockedLink };
  return { key, state, reason, version, revision, assigneeId, dueAt, blocked, changedById, changedAt, comments };
}

/** A snapshot as two texts: the rows as the database wrote them, and their version, the same for every run of it. */
export type SnapshotText = { rows: string; version: string; versionId: string };

const versions = new LRUCache<string, SnapshotVersion>({ max: 16 });

/** Reads a snapshot from its texts. A version never changes: one id is one object, so that its index is built once. */
export function readSnapshotText({ rows, version, versionId }: SnapshotText): RunSnapshot {
  let known = versions.get(versionId);
  if (!known) {
    known = JSON.parse(version) as SnapshotVersion;
    versions.set(versionId, known);
  }
  return joinSnapshot(JSON.parse(rows) as SnapshotRows, known);
}
