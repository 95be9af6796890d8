import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import type { Database } from "./database";
import { refuseBegunBefore } from "./factor-begun.write";
import { auditPerson } from "./person-audit.write";
import { endRecoveryWithoutFactor, firstRecoveryCodes } from "./recovery-code.write";
import { transact } from "./transact";

/** Keeps a sealed secret that counts for nothing until a code of it was seen; replaces one that was never confirmed. */
export async function startTotp(
  ctx: Context,
  personId: string,
  secret: Uint8Array<ArrayBuffer>,
): Promise<Result<null>> {
  return transact({ db: ctx.db, now: ctx.now }, async (tx) => {
    const fresh = { secret, createdAt: ctx.now, lastStep: 0n };
    const { count } = await tx.totpFactor.updateMany({ where: { personId, confirmedAt: null }, data: fresh });
    if (count > 0) return accept(null);
    const there = await tx.totpFactor.findUnique({ where: { personId }, select: { personId: true } });
    if (there) return refuse("already_done", "You have an authenticator app already. Remove it first.");
    await tx.totpFactor.create({ data: { personId, ...fresh } });
    return accept(null);
  });
}

/** Makes the secret count, as a code of it was shown; gives true when recovery codes were made with it. */
export async function confirmTotp(
  ctx: Context,
  personId: string,
  step: number,
  recoveryHashes: readonly Uint8Array<ArrayBuffer>[],
): Promise<Result<boolean>> {
  return transact(ctx, async (tx) => {
    const late = await refuseBegunBefore(tx, personId, async () => {
      const pending = await tx.totpFactor.findUnique({ where: { personId }, select: { createdAt: true } });
      return pending?.createdAt ?? ctx.now;
    });
    if (late) return late;
    const { count } = await tx.totpFactor.updateMany({
      where: { personId, confirmedAt: null },
      data: { confirmedAt: ctx.now, lastStep: BigInt(step) },
    });
    if (count === 0) return refuse("already_done", "This authenticator app is confirmed already.");
    const made = await firstRecoveryCodes(tx, personId, ctx.now, recoveryHashes);
    await auditPerson(tx, ctx.actor, personId, ctx.now, { action: "totp.added", change: { recoveryCodes: made } });
    return accept(made);
  });
}

export async function removeTotp(ctx: Context, personId: string): Promise<Result<null>> {
  return transact(ctx, async (tx) => {
    const { count } = await tx.totpFactor.deleteMany({ where: { personId, confirmedAt: { not: null } } });
    if (count === 0) return refuse("not_found", "There is nothing here, or you may not see it.");
    await endRecoveryWithoutFactor(tx, personId);
    await auditPerson(tx, ctx.actor, personId, ctx.now, { action: "totp.removed" });
    return accept(null);
  });
}

/** Uses a time step up: of two that show the same code one gets through, and no older code ever again. */
export async function spendTotpStep(
  db: Pick<Database, "totpFactor">,
  personId: string,
  step: number,
): Promise<boolean> {
  const { count } = await db.totpFactor.updateMany({
    where: { personId, confirmedAt: { not: null }, lastStep: { lt: BigInt(step) } },
    data: { lastStep: BigInt(step) },
  });
  return count === 1;
}
