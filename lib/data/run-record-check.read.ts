import type { DossierTools } from "@/lib/domain/dossier-check";
import { historyFaults } from "@/lib/domain/dossier-history";
import { recordFaults } from "@/lib/domain/dossier-record";
import { recordSchema, toldIn } from "@/lib/domain/dossier-schema";
import type { Database } from "./database";
import { readRecord } from "./run-record.read";
import type { Verification } from "./verify.read";

type ProofProblem = DossierTools["proofProblem"];

/** Where a run's rows say otherwise than its history, as sentences; whether the history itself holds is the chain's. */
export async function readRecordFaults(
  db: Database,
  { id, workspaceId }: { id: string; workspaceId: string },
  now: Date,
  proofProblem: ProofProblem,
): Promise<string[]> {
  const found = await db.$transaction((tx) => readRecord(tx, workspaceId, id, now), {
    isolationLevel: "RepeatableRead",
    timeout: 30_000,
  });
  if (!found) return [];
  const parsed = recordSchema.safeParse(JSON.parse(JSON.stringify(found)));
  if (!parsed.success) return ["Its rows can't be read."];
  const record = parsed.data;
  const words = historyFaults(record).filter(({ link }) => link === "words");
  return [...words, ...recordFaults(record, toldIn(record.audit.entries), proofProblem)].map(({ text }) => text);
}

/** Holds the rows of every run against its history, one run after the other. */
export async function verifyRecords(db: Database, now: Date, proofProblem: ProofProblem): Promise<Verification> {
  const runs = await db.run.findMany({ select: { id: true, name: true, workspaceId: true }, orderBy: { id: "asc" } });
  const faults: string[] = [];
  for (const run of runs) {
    const found = await readRecordFaults(db, run, now, proofProblem);
    faults.push(...found.map((text) => recordFault(run, text)));
  }
  return { checked: { runs: runs.length }, faults };
}

/** A fault with the run it is in. */
export function recordFault({ id, name }: { id: string; name: string }, fault: string): string {
  return `The run ${name} (${id}) isn't what its history says: ${fault}`;
}
