import type { Actor } from "@/lib/domain/actor";
import type { Database } from "./database";

/** The zone somebody wants to see times in; null = their browser's. */
export async function readTimeZone(db: Database, actor: Actor): Promise<string | null> {
  if (!actor.person) return null;
  const row = await db.person.findUnique({ where: { id: actor.person.id }, select: { timeZone: true } });
  return row?.timeZone ?? null;
}
