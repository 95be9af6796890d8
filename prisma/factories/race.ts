import pg from "pg";
import { expect } from "vitest";

/**
 * Makes a race certain: holds a lock that all contenders come to, starts them, waits until `contenders` of them stand
 * before a lock of this database, then lets go. `url` is the superuser's, as the app's role may lock no tables.
 */
export async function race<T>(url: string, lock: string, contenders: number, start: () => Promise<T>): Promise<T> {
  const holder = new pg.Client({ connectionString: url });
  const observer = new pg.Client({ connectionString: url });
  await Promise.all([holder.connect(), observer.connect()]);
  try {
    await holder.query("begin");
    await holder.query(lock);
    const result = start();
    const waiting = async () => {
      const { rows } = await observer.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows[0]?.n;
    };
    await expect.poll(waiting, { interval: 20, timeout: 15_000 }).toBe(contenders);
    await holder.query("commit");
    return await result;
  } finally {
    await Promise.all([holder.end(), observer.end()]);
  }
}
