import type { Transaction } from "./database";

/**
 * Takes back every statement somebody has open, when a session of theirs ends or their rights change: whoever opened
 * it may not be who signs it. Gives how many; the caller's audit entry says so.
 */
export async function voidCeremonies(tx: Transaction, personId: string, now: Date): Promise<number> {
  const { count } = await tx.ceremony.updateMany({
    where: { personId, usedAt: null, voidedAt: null, expiresAt: { gt: now } },
    data: { voidedAt: now },
  });
  return count;
}
