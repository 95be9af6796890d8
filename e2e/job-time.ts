import { Client } from "pg";
import { expect } from "./fixtures";

async function withOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: process.env.JOURNEY_DATABASE_OWNER_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Brings work of the queue forward instead of the clock: background work goes by the clock itself. */
export async function bringForward(name: string, runId?: string): Promise<void> {
  const due = `update job set run_at = now() where name = $1 and state = 'waiting' and ($2::text is null or payload->>'runId' = $2)`;
  await withOwner(async (client) => expect((await client.query(due, [name, runId ?? null])).rowCount).toBe(1));
}

/** Has work that repeats itself done once more, now, and waits until it is. */
export async function doOnceMore(name: string): Promise<void> {
  await bringForward(name);
  const waits = "select 1 from job where name = $1 and run_at > now() and taken_by is null";
  await expect.poll(() => withOwner(async (client) => (await client.query(waits, [name])).rowCount)).toBe(1);
}
