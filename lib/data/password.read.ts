import type { Database } from "./database";

/** The stored hash of an enabled person's password; null when there is none to check. */
export async function findPasswordHash(db: Pick<Database, "person">, personId: string): Promise<string | null> {
  const person = await db.person.findFirst({
    where: { id: personId, disabledAt: null },
    select: { passwordHash: true },
  });
  return person?.passwordHash ?? null;
}

/** Whether somebody who may sign in has a password to be forgotten: who comes by single sign-on alone has none. */
export async function hasPassword(db: Pick<Database, "person">, email: string): Promise<boolean> {
  return (await db.person.count({ where: { email, disabledAt: null, passwordHash: { not: null } } })) > 0;
}

/** Whose password a link resets; null once used or expired. */
export async function findPasswordReset(
  db: Pick<Database, "passwordReset">,
  tokenHash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<{ email: string; name: string } | null> {
  const reset = await db.passwordReset.findFirst({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now }, person: { disabledAt: null } },
    select: { person: { select: { email: true, name: true } } },
  });
  return reset?.person ?? null;
}
