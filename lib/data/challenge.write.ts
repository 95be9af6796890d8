import type { Database } from "./database";

const lifeMilliseconds = 5 * 60_000;

export type ChallengePurpose = "passkey.add" | "passkey.sign_in" | "again" | "sso";

export type Challenge = { id: string; personId: string | null; challenge: string; data: unknown; createdAt: Date };

/** Keeps a question for five minutes; sweeps up those nobody answered. */
export async function createChallenge(
  ctx: { db: Database; now: Date },
  input: { purpose: ChallengePurpose; personId: string | null; challenge: string; data?: object },
): Promise<string> {
  await ctx.db.authChallenge.deleteMany({ where: { expiresAt: { lt: ctx.now } } });
  const { id } = await ctx.db.authChallenge.create({
    data: { ...input, createdAt: ctx.now, expiresAt: new Date(ctx.now.getTime() + lifeMilliseconds) },
    select: { id: true },
  });
  return id;
}

/** Takes a question away to judge its answer: of two answers one finds it. Null when it is too late. */
export async function takeChallenge(
  ctx: { db: Database; now: Date },
  id: string,
  purpose: ChallengePurpose,
  personId: string | null,
): Promise<Challenge | null> {
  const where = { id, purpose, personId };
  const row = await ctx.db.authChallenge.findFirst({ where: { ...where, expiresAt: { gt: ctx.now } } });
  if (!row) return null;
  const { count } = await ctx.db.authChallenge.deleteMany({ where });
  return count === 1 ? row : null;
}

/** Attempts taken for a question, kept with it: they are given back once it was answered well. */
export function attemptsKept(ids: readonly bigint[]): { attempts: string[] } {
  return { attempts: ids.map(String) };
}

export function attemptsOf({ data }: Pick<Challenge, "data">): bigint[] {
  const kept = typeof data === "object" && data !== null && "attempts" in data ? data.attempts : [];
  return Array.isArray(kept) ? kept.map((id) => BigInt(String(id))) : [];
}
