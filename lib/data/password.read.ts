import type { Database } from "./database";

/** The stored hash of an enabled person's password; null when there is none to check. */
export async function findPasswordHash(db: Pick<Database, "person">, personId: string): Promise<string | null> {
  const person = await db.person.findFirst({
    where: { id: personId, disabledAt: null },
    select: { passwordHash: true },
  });
  return person?.passwordHash ?? null;
}
