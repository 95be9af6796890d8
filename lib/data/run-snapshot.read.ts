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
  if (!snapshot) return null;
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
