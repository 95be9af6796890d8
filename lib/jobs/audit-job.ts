import { proofProblem } from "@/lib/auth/passkey-proof";
import { watchAudit } from "@/lib/data/audit-watch.write";
import { writeCheckpoint } from "@/lib/data/checkpoint.write";
import { noteCopyFaults } from "@/lib/data/copy-fault.write";
import { type Database, database } from "@/lib/data/database";
import { withLock } from "@/lib/data/lock.write";
import { env } from "@/lib/env";
import { copyTargets, sendCopies } from "@/lib/storage/checkpoint-copy";

const firstMs = 3_000;

const shared = globalThis as typeof globalThis & { gonogoAuditJob?: true };

/** Signs the heads, hands the checkpoints on and looks at a part of the history, again and again; once per process. */
export function startAuditJob(): void {
  if (shared.gonogoAuditJob) return;
  shared.gonogoAuditJob = true;
  const again = (ms: number) => setTimeout(() => void round(), ms).unref();
  const round = async () => {
    // Whatever fails, a database that is away or a full disk, is tried again in the next round, and told.
    await runAuditJob(database(), new Date()).catch((error: unknown) => {
      console.error(`gonogo: the history could not be checked: ${error instanceof Error ? error.message : error}`);
    });
    again(env().GONOGO_CHECKPOINT_SECONDS * 1000);
  };
  again(firstMs);
}

/** One round. Of several instances one does it; safe to run twice. */
export async function runAuditJob(db: Database, now: Date): Promise<void> {
  await withLock(db, "gonogo audit job", async () => {
    await writeCheckpoint(db, now);
    const faults = await sendCopies(copyTargets());
    for (const { place, why } of faults) console.error(`gonogo: checkpoints can't be copied to ${place}: ${why}`);
    await noteCopyFaults(db, now, faults);
    await watchAudit(db, now, proofProblem);
  });
}
