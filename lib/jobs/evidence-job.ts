import { reopenExpired } from "@/lib/data/evidence-reopen.write";
import type { JobPayload } from "@/lib/domain/job";
import type { Again, JobContext } from "./handler";

const everyMs = 5_000;
/** Clocks of instances differ, and what was attached late may have expired already: looked at twice, reopened once. */
const slackMs = 60_000;

/** Opens again, every few seconds, what has no valid evidence any more. Until then the verdict alone says so. */
export async function reopenExpiredEvidence(
  { db, now }: JobContext,
  { since }: JobPayload<"evidence.reopen">,
): Promise<Again<"evidence.reopen">> {
  const seen = await reopenExpired(db, new Date(since), now);
  return {
    againAt: new Date(now.getTime() + everyMs),
    payload: { since: new Date(seen.getTime() - slackMs).toISOString() },
  };
}
