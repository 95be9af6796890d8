import type { AnonymousContext } from "@/lib/data/context";
import { findTotp, secondFactorsOf } from "@/lib/data/factor.read";
import { spendRecoveryCode } from "@/lib/data/recovery-code.write";
import { returnAttempts, takeAttempts } from "@/lib/data/sign-in-limit.write";
import { spendTotpStep } from "@/lib/data/totp.write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { openSecret } from "@/lib/storage/sealed-secret";
import { hashRecoveryCode } from "./recovery-code";
import { stepOfCode } from "./totp";

const wrongCodes = 10;

/**
 * The second half of signing in, once the password was right: nothing for who has no second factor, else a code of the
 * app or a recovery code. Refuses with `second_factor_required` and the ways there are.
 */
export async function checkSecondFactor(
  ctx: AnonymousContext,
  personId: string,
  code: string | undefined,
): Promise<Result<null>> {
  const methods = await secondFactorsOf(ctx.db, personId);
  if (methods.length === 0) return accept(null);
  const current = { methods };
  if (code === undefined) {
    return refuse("second_factor_required", "Enter the code of your authenticator app, or use a passkey.", { current });
  }
  const budget = { subject: `code:${personId}`, limit: wrongCodes };
  const attempts = await takeAttempts(ctx.db, [budget], ctx.now);
  if (!attempts.ok) return attempts;
  const right =
    (await takeTotpCode(ctx, personId, code)) || (await spendRecoveryCode(ctx, personId, hashRecoveryCode(code)));
  if (!right) {
    return refuse("second_factor_required", "This code is not right, or was used already. Wait for the next one.", {
      current,
    });
  }
  await returnAttempts(ctx.db, attempts.value);
  return accept(null);
}

/** Whether this is a code of the person's app that nobody has used yet; it is used up with it. */
export async function takeTotpCode(ctx: AnonymousContext, personId: string, code: string): Promise<boolean> {
  const sealed = await findTotp(ctx.db, personId);
  const secret = sealed && openSecret(sealed, personId);
  const step = secret && stepOfCode(secret, code.replaceAll(/\s/g, ""), ctx.now);
  return step !== null && spendTotpStep(ctx.db, personId, step);
}
