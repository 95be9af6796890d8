import type { Database } from "./database";

const lateMs = 60_000;

/** Background work that should have been done a minute ago, and what was given up in the last day. */
export async function countJobs(db: Database, now: Date): Promise<{ late: number; failed: number }> {
  const [late, failed] = await Promise.all([
    db.job.count({ where: { state: "waiting", runAt: { lt: new Date(now.getTime() - lateMs) } } }),
    db.job.count({ where: { state: "failed", endedAt: { gt: new Date(now.getTime() - 86_400_000) } } }),
  ]);
  return { late, failed };
}
