import type { Database } from "./database";

/**
 * Runs work while no other instance does the same; null when one is at it. The lock is a transaction's own, so it falls
 * with the connection of whoever dies holding it. The work uses connections of its own.
 */
export async function withLock<T>(db: Database, name: string, work: () => Promise<T>): Promise<T | null> {
  return db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtext(${name})) as mine`;
      return lock?.mine ? work() : null;
    },
    { maxWait: 10_000, timeout: 600_000 },
  );
}
