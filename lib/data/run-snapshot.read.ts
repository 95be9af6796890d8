import { LRUCache } from "lru-cache";
import { documentSize } from "@/lib/domain/document-cache";
import type { RunSnapshot } from "@/lib/domain/run";
import { joinSnapshot, type SnapshotRows, type SnapshotText, type SnapshotVersion } from "@/lib/domain/snapshot-text";
import { type Database, queryPrepared, type Transaction } from "./database";
import { type PublishedVersion, publishedVersion } from "./template-document.read";

/**
 * Everything the rules look at, from one statement and so from one database snapshot.
 * Null when the run isn't in that workspace. Permission is the caller's: `scopeRun` first, or `scopeSnapshot`.
 */
export async function readSnapshot(
  db: Database | Transaction,
  workspaceId: string,
  runId: string,
): Promise<RunSnapshot | null> {
  const rows = await queryPrepared<{ snapshot: string | null }>(
    db,
    "run_snapshot",
    "select run_snapshot($1, $2)::text as snapshot",
    [workspaceId, runId],
  );
  const text = rows[0]?.snapshot;
  return text ? parse(db, runId, text) : null;
}

/** Snapshots of several runs of one workspace, each whole in itself; runs that aren't there are left out. */
export async function readSnapshots(
  db: Database | Transaction,
  workspaceId: string,
  runIds: readonly string[],
): Promise<RunSnapshot[]> {
  const rows = await queryPrepared<{ id: string; snapshot: string }>(
    db,
    "run_snapshots",
    `select r.id, run_snapshot($1, r.id)::text as snapshot from run r
     where r.workspace_id = $1 and r.id = any($2::text[])`,
    [workspaceId, [...runIds]],
  );
  return Promise.all(rows.map(({ id, snapshot }) => parse(db, id, snapshot)));
}

/** The texts a snapshot was read from, for handing it on as it came. */
export function snapshotText(snapshot: RunSnapshot): SnapshotText {
  const source = sources.get(snapshot);
  if (!source) throw new TypeError("This snapshot wasn't read from the database.");
  source.version.text ??= JSON.stringify(source.version.head);
  return { rows: source.rows, version: source.version.text, versionId: snapshot.run.templateVersionId };
}

type Version = { head: SnapshotVersion; text?: string };

/** In characters of JSON: the rows of a run and its document. */
const mostCharacters = 4_000_000;
/** By run, what its last text says: nothing is read again while the text is the same to the letter. */
const known = new LRUCache<string, RunSnapshot>({ max: 32, maxSize: mostCharacters });
const sources = new WeakMap<RunSnapshot, { rows: string; version: Version }>();
const versions = new WeakMap<PublishedVersion, Version>();

async function parse(db: Database | Transaction, runId: string, text: string): Promise<RunSnapshot> {
  const before = known.get(runId);
  if (before && sources.get(before)?.rows === text) return before;
  const rows = JSON.parse(text) as SnapshotRows;
  const version = versionOf(await publishedVersion(db, rows.run.templateVersionId));
  const snapshot = joinSnapshot(rows, version.head);
  sources.set(snapshot, { rows: text, version });
  known.set(runId, snapshot, { size: Math.min(mostCharacters, text.length + documentSize(snapshot.document)) });
  return snapshot;
}

function versionOf(published: PublishedVersion): Version {
  let version = versions.get(published);
  if (!version) {
    const { templateId, title, number, digest, document } = published;
    const head = { templateId, templateTitle: title, templateVersion: number, templateDigest: digest, document };
    version = { head };
    versions.set(published, version);
  }
  return version;
}
