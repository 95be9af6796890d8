import { type Refusal, refuse } from "@/lib/domain/refusal";
import type { Database, Transaction } from "./database";

/** One thing attempts are counted by, e.g. `account:owner@example.test`, and how many of them may fail in the window. */
export type Budget = { subject: string; limit: number };

export const windowMilliseconds = 15 * 60_000;

/**
 * Takes one attempt from every budget before any password is hashed, or refuses and takes none.
 * Under a lock per subject, so that a hundred attempts at once can't all see the last free place; whoever has no place
 * left is turned away before it, or a flood from one address would hold every connection while it queues.
 * Gives what `returnAttempts` needs once the password proved right: only failures stay counted.
 */
export async function takeAttempts(
  db: Database,
  budgets: readonly Budget[],
  now: Date,
): Promise<{ ok: true; value: bigint[] } | Refusal> {
  const since = new Date(now.getTime() - windowMilliseconds);
  const sorted = [...budgets].sort((a, b) => (a.subject < b.subject ? -1 : 1));
  for (const budget of sorted) {
    const refusal = await refuseSpent(db, budget, now);
    if (refusal) return refusal;
  }
  return db.$transaction(
    async (tx) => {
      for (const budget of sorted) {
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${budget.subject}`}, 0))`;
        const refusal = await refuseSpent(tx, budget, now);
        if (refusal) return refusal;
      }
      const rows = await tx.signInFailure.createManyAndReturn({
        data: sorted.map(({ subject }) => ({ subject, at: now })),
        select: { id: true },
      });
      const ids = rows.map(({ id }) => id);
      if (ids.some((id) => id % 50n === 0n)) await tx.signInFailure.deleteMany({ where: { at: { lt: since } } });
      return { ok: true, value: ids };
    },
    { maxWait: 10_000, timeout: 20_000 },
  );
}

async function refuseSpent(
  db: Pick<Transaction, "signInFailure">,
  { subject, limit }: Budget,
  now: Date,
): Promise<Refusal | null> {
  const recent = await db.signInFailure.findMany({
    where: { subject, at: { gt: new Date(now.getTime() - windowMilliseconds) } },
    orderBy: { at: "desc" },
    take: limit,
    select: { at: true },
  });
  const oldest = recent[limit - 1];
  return oldest ? tooMany((oldest.at.getTime() + windowMilliseconds - now.getTime()) / 1000) : null;
}

/** Gives attempts back that turned out not to be failures. */
export async function returnAttempts(db: Database, ids: readonly bigint[]): Promise<void> {
  await db.signInFailure.deleteMany({ where: { id: { in: [...ids] } } });
}

/** Forgets what failed at one place, once its owner has proved who they are. */
export async function forgetFailures(db: Database, subject: string): Promise<void> {
  await db.signInFailure.deleteMany({ where: { subject } });
}

/** The answer to every limit, so that none tells which one was met. */
export function tooMany(retryAfterSeconds: number): Refusal {
  return refuse("too_many_requests", "Too many attempts. Wait a while, then try again.", {
    retryAfterSeconds: Math.max(1, Math.ceil(retryAfterSeconds)),
  });
}
