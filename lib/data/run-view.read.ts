import { accept, type Result } from "@/lib/domain/refusal";
import { runView } from "@/lib/domain/run-view";
import type { RunView } from "@/lib/domain/run-view-schema";
import type { Database, Transaction } from "./database";
import { runNotFound } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";

/** The run as a tree. Permission is the caller's: `scopeRun` first, or the transaction that wrote it. */
export async function readRunView(
  db: Database | Transaction,
  workspaceId: string,
  runId: string,
  now: Date,
): Promise<Result<RunView>> {
  const snapshot = await readSnapshot(db, workspaceId, runId);
  return snapshot ? accept(runView(snapshot, now.toISOString())) : runNotFound;
}
