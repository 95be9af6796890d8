import { type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import type { Context, Idempotency } from "./context";
import type { Transaction } from "./database";
import { Prisma } from "./generated/client";

/** Thrown inside a transaction to roll it back; becomes the value `refusal` again outside. */
class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const attempts = 3;

/**
 * One transaction: change, audit entry and idempotency record commit together or not at all.
 * A refusal rolls everything back. Only one of two requests with the same key gets through.
 * Whoever loses a deadlock starts over, so `work` may run more than once and keeps nothing outside the transaction.
 */
export async function transact<T>(
  ctx: Pick<Context, "db" | "now" | "idempotency">,
  work: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(ctx, work);
    } catch (error) {
      if (attempt >= attempts || !isDeadlock(error)) throw error;
    }
  }
}

async function once<T>(
  ctx: Pick<Context, "db" | "now" | "idempotency">,
  work: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    const result = await ctx.db.$transaction(
      async (tx) => {
        if (ctx.idempotency && !(await claim(tx, ctx.idempotency))) {
          throw new RolledBack(
            refuse(
              "idempotency_key_in_flight",
              "A request with this Idempotency-Key is still being handled. Try again.",
            ),
          );
        }
        const result = await work(tx);
        if (!result.ok) throw new RolledBack(result);
        if (ctx.idempotency) await remember(tx, ctx.idempotency, ctx.now, result.value);
        return result;
      },
      { maxWait: 10_000, timeout: 20_000 },
    );
    if (ctx.idempotency) ctx.idempotency.recorded = true;
    return result;
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal;
    if (isRepeat(error)) {
      return refuse(
        "idempotency_key_in_flight",
        "A request with this Idempotency-Key has just been handled. Try again.",
      );
    }
    throw error;
  }
}

async function claim(tx: Transaction, idempotency: Idempotency): Promise<boolean> {
  const { principal, route, key } = idempotency;
  const rows = await tx.$queryRaw<{ claimed: boolean }[]>`
    select claim_idempotency_key(${principal}, ${route}, ${key}) as claimed`;
  return rows[0]?.claimed === true;
}

async function remember(tx: Transaction, idempotency: Idempotency, now: Date, value: unknown): Promise<void> {
  const { secret, recorded: _, ...record } = idempotency;
  await tx.idempotencyRecord.create({
    data: { ...record, response: secret ? null : JSON.stringify(value ?? null), createdAt: now },
  });
}

/** Raw statements tell it by PostgreSQL's code, all others by Prisma's. */
function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === "P2034" || (error.code === "P2010" && error.message.includes("Code: `40P01`"));
}

function isRepeat(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    error.code === "P2002" &&
    error.meta?.modelName === "IdempotencyRecord"
  );
}
