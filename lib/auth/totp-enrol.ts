import type { Context } from "@/lib/data/context";
import { findTotp } from "@/lib/data/factor.read";
import { replaceRecoveryCodes } from "@/lib/data/recovery-code.write";
import { returnAttempts, takeAttempts } from "@/lib/data/sign-in-limit.write";
import { confirmTotp, removeTotp, startTotp } from "@/lib/data/totp.write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { openSecret, sealSecret } from "@/lib/storage/sealed-secret";
import { type Again, proveAgain } from "./prove-again";
import { makeRecoveryCodes } from "./recovery-code";
import { base32, makeTotpSecret, stepOfCode, totpUri } from "./totp";

/** A secret for an authenticator app; it counts once a code of it was shown. */
export async function beginTotp(ctx: Context, again: Again): Promise<Result<{ secret: string; uri: string }>> {
  const proven = await proveAgain(ctx, again);
  if (!proven.ok) return proven;
  const { id, email } = proven.value;
  const secret = makeTotpSecret();
  const started = await startTotp(ctx, id, sealSecret(secret, id));
  if (!started.ok) return started;
  return accept({
    secret: base32(secret),
    uri: totpUri(secret, email, `Gonogo ${new URL(env().GONOGO_URL).hostname}`),
  });
}

/** Confirms the app by a code; with the first second factor come recovery codes, shown this once. */
export async function finishTotp(ctx: Context, code: string): Promise<Result<{ recoveryCodes: string[] | null }>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to add an authenticator app.");
  const attempts = await takeAttempts(ctx.db, [{ subject: `code:${person.id}`, limit: 10 }], ctx.now);
  if (!attempts.ok) return attempts;
  const sealed = await findTotp(ctx.db, person.id, false);
  const secret = sealed && openSecret(sealed, person.id);
  const step = secret ? stepOfCode(secret, code.replaceAll(/\s/g, ""), ctx.now) : null;
  if (step === null) {
    const message = "This is not the code the app shows now. Check the clock of your phone.";
    return refuse("invalid_input", message, { problems: [{ path: "code", message }] });
  }
  await returnAttempts(ctx.db, attempts.value);
  const recovery = makeRecoveryCodes();
  const confirmed = await confirmTotp(ctx, person.id, step, recovery.hashes);
  return confirmed.ok ? accept({ recoveryCodes: confirmed.value ? recovery.codes : null }) : confirmed;
}

export async function dropTotp(ctx: Context, again: Again): Promise<Result<null>> {
  const proven = await proveAgain(ctx, again);
  return proven.ok ? removeTotp(ctx, proven.value.id) : proven;
}

/** New recovery codes for old, shown this once. */
export async function renewRecoveryCodes(ctx: Context, again: Again): Promise<Result<{ recoveryCodes: string[] }>> {
  const proven = await proveAgain(ctx, again);
  if (!proven.ok) return proven;
  const { codes, hashes } = makeRecoveryCodes();
  const replaced = await replaceRecoveryCodes(ctx, proven.value.id, hashes);
  return replaced.ok ? accept({ recoveryCodes: codes }) : replaced;
}
