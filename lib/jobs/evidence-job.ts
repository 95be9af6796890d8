import { database } from "@/lib/data/database";
import { reopenExpired } from "@/lib/data/evidence-reopen.write";
import { withLock } from "@/lib/data/lock.write";

const everyMs = 5_000;
/** Clocks of instances differ, and what was attached late may have expired already: looked at twice, reopened once. */
const slackMs = 60_000;

const shared = globalThis as typeof globalThis & { gonogoEvidenceJob?: true };

/** Opens again, every few seconds, what has no valid evidence any more; once per process, one instance at a time. */
export function startEvidenceJob(): void {
  if (shared.gonogoEvidenceJob) return;
  shared.gonogoEvidenceJob = true;
  const again = () => setTimeout(() => void round(), everyMs).unref();
  let since = new Date(0);
  const round = async () => {
    // A database that is away is asked again: until then the verdict alone says that evidence has expired.
    await withLock(database(), "gonogo evidence job", async () => {
      const seen = await reopenExpired(database(), since, new Date());
      since = new Date(seen.getTime() - slackMs);
    }).catch((error: unknown) => {
      console.error(
        `gonogo: expired evidence could not be looked for: ${error instanceof Error ? error.message : error}`,
      );
    });
    again();
  };
  again();
}
