import type { RunHead, RunSnapshot } from "@/lib/domain/run";
import type { Database, Transaction } from "./database";
import { publishedVersion } from "./template-document.read";

type SnapshotRow = {
  run: Omit<RunHead, "templateId" | "templateTitle" | "templateVersion" | "templateDigest">;
  items: RunSnapshot["items"];
} & Pick<RunSnapshot, "evidence" | "waivers" | "choices" | "triggers" | "gates" | "signatures" | "roster" | "people">;

/**
 * Everything the rules look at, from one statement and so from one database snapshot.
 * Null when the run isn't in that workspace. Permission is the caller's: `scopeRun` first.
 */
export async function readSnapshot(
  db: Database | Transaction,
  workspaceId: string,
  runId: string,
): Promise<RunSnapshot | null> {
  const rows = await db.$queryRaw<{ snapshot: SnapshotRow | null }[]>`
    select run_snapshot(${workspaceId}, ${runId}) as snapshot`;
  const snapshot = rows[0]?.snapshot;
  return snapshot ? complete(db, snapshot) : null;
}

/** Snapshots of several runs of one workspace, each whole in itself; runs that aren't there are left out. */
export async function readSnapshots(
  db: Database | Transaction,
  workspaceId: string,
  runIds: readonly string[],
): Promise<RunSnapshot[]> {
  const rows = await db.$queryRaw<{ snapshot: SnapshotRow }[]>`
    select run_snapshot(${workspaceId}, r.id) as snapshot from run r
    where r.workspace_id = ${workspaceId} and r.id = any(${[...runIds]})`;
  return Promise.all(rows.map(({ snapshot }) => complete(db, snapshot)));
}

async function complete(db: Database | Transaction, snapshot: SnapshotRow): Promise<RunSnapshot> {
  const version = await publishedVersion(db, snapshot.run.templateVersionId);
  return {
    ...snapshot,
    run: {
      ...snapshot.run,
      templateId: version.templateId,
      templateTitle: version.title,
      templateVersion: version.number,
      templateDigest: version.digest,
    },
    document: version.document,
  };
}
