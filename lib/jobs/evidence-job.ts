import { reopenExpired } from "@/lib/data/evidence-reopen.write";
import type { JobPayload } from "@/lib/domain/job";
import type { Again, JobContext } from "./handler";

const everyMs = 5_000;
/** Clocks of instances differ, and what was attached late may have expired already: looked at twice, reopened once. */
const slackMs = 60_000;
/** When runs it failed for are tried again; without an end, but not in every round. */
const againMs = 60_000;

/** Opens again, every few seconds, what has no valid evidence any more. Until then the verdict alone says so. */
export async function reopenExpiredEvidence(
  { db, now }: JobContext,
  { since, again }: JobPayload<"evidence.reopen">,
): Promise<Again<"evidence.reopen">> {
  const waits = again && Date.parse(again.at) > now.getTime() ? again : undefined;
  const failed = await reopenExpired(db, new Date(since), now, waits ? [] : again?.runs);
  const runs = [...new Set([...(waits?.runs ?? []), ...failed])];
  return {
    againAt: new Date(now.getTime() + everyMs),
    payload: {
      since: new Date(now.getTime() - slackMs).toISOString(),
      ...(runs.length > 0 ? { again: { at: waits?.at ?? new Date(now.getTime() + againMs).toISOString(), runs } } : {}),
    },
  };
}
