import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import type { Database, Transaction } from "./database";
import { secondFactorsOf } from "./factor.read";
import { auditPerson } from "./person-audit.write";
import { transact } from "./transact";

type Hash = Uint8Array<ArrayBuffer>;

/** Codes for whoever has none, in the caller's transaction; true when these were taken. */
export async function firstRecoveryCodes(
  tx: Transaction,
  personId: string,
  now: Date,
  hashes: readonly Hash[],
): Promise<boolean> {
  if ((await tx.recoveryCode.count({ where: { personId, usedAt: null } })) > 0) return false;
  await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ personId, hash, createdAt: now })) });
  return true;
}

/** New codes for old; the old ones open nothing from here on. */
export async function replaceRecoveryCodes(
  ctx: Context,
  personId: string,
  hashes: readonly Hash[],
): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    if ((await secondFactorsOf(tx, personId)).length === 0) {
      return refuse(
        "conflict",
        "Recovery codes stand in for a second factor. Add an authenticator app or a passkey first.",
      );
    }
    await tx.recoveryCode.deleteMany({ where: { personId } });
    await firstRecoveryCodes(tx, personId, ctx.now, hashes);
    await auditPerson(tx, ctx.actor, personId, ctx.now, { action: "recovery_codes.made" });
    return accept(null);
  });
}

/** Uses a code up and puts that on record; false when it is none, or was used. */
export async function spendRecoveryCode(
  ctx: { db: Database; now: Date },
  personId: string,
  hash: Hash,
): Promise<boolean> {
  const used = await transact(ctx, async (tx) => {
    const { count } = await tx.recoveryCode.updateMany({
      where: { personId, hash, usedAt: null },
      data: { usedAt: ctx.now },
    });
    if (count === 1) await auditPerson(tx, null, personId, ctx.now, { action: "recovery_code.used" });
    return accept(count === 1);
  });
  return used.ok && used.value;
}

/** Codes that would stand in for nothing are none. */
export async function endRecoveryWithoutFactor(tx: Transaction, personId: string): Promise<void> {
  if ((await secondFactorsOf(tx, personId)).length === 0) await tx.recoveryCode.deleteMany({ where: { personId } });
}
