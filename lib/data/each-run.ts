import type { Database } from "./database";

/**
 * Does the same for one run after another and answers those it failed for, to be tried again: one run that can't be
 * read or written must not keep all after it waiting. A database that is away ends it, as it would fail each of them.
 */
export async function eachRun<Run extends { id: string }>(
  db: Database,
  runs: readonly Run[],
  what: string,
  work: (run: Run) => Promise<void>,
): Promise<Run[]> {
  const failed: Run[] = [];
  for (const run of runs) {
    try {
      await work(run);
    } catch (error) {
      await db.$queryRaw`select 1`;
      failed.push(run);
      const why = (error instanceof Error ? error.message : String(error)).slice(0, 500);
      console.error(`gonogo: ${what} of run ${run.id} failed, to be tried again: ${why}`);
    }
  }
  return failed;
}
