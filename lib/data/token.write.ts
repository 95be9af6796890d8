import type { Database } from "./database";

/** Notes that a token was used; called once a minute at most. */
export async function touchToken(db: Database, hash: Uint8Array<ArrayBuffer>, now: Date): Promise<void> {
  await db.apiToken.updateMany({ where: { hash }, data: { lastUsedAt: now } });
}
