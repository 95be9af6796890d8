import { randomBytes } from "node:crypto";
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { createChallenge, takeChallenge } from "@/lib/data/challenge.write";
import type { Context } from "@/lib/data/context";
import { findPasskeys } from "@/lib/data/factor.read";
import { notePasskeyUse } from "@/lib/data/passkey.write";
import { returnAttempts, takeAttempts } from "@/lib/data/sign-in-limit.write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { askPasskey, noPasskeysHere, passkeySite, verifyAssertion } from "./passkey";
import { againBudgets } from "./reauthenticate";

/** Asks for one of the caller's own passkeys, to prove within five minutes, once, that it is them. */
export async function challengeAgain(
  ctx: Context,
): Promise<Result<{ challenge: string; options: PublicKeyCredentialRequestOptionsJSON }>> {
  const { person, credential } = ctx.actor;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to prove who you are.");
  const site = passkeySite();
  if (!site) return noPasskeysHere;
  const passkeys = await findPasskeys(ctx.db, person.id);
  if (passkeys.length === 0) return refuse("conflict", "You have no passkey here. Prove it by your password.");
  const options = await askPasskey(site, Uint8Array.from(randomBytes(32)), passkeys);
  const { challenge } = options;
  return accept({
    options,
    challenge: await createChallenge(ctx, { purpose: "again", personId: person.id, challenge }),
  });
}

/** The answer to it: stands for password and code, as it does at sign-in. Whoever answers too late has guessed nothing. */
export async function provePasskey(
  ctx: Context,
  personId: string,
  input: { challenge: string; response: AuthenticationResponseJSON },
): Promise<Result<null>> {
  const attempts = await takeAttempts(ctx.db, againBudgets(personId, `factors:${personId}`), ctx.now);
  if (!attempts.ok) return attempts;
  const asked = await takeChallenge(ctx, input.challenge, "again", personId);
  const asserted = asked && (await verifyAssertion(ctx.db, input.response, asked.challenge));
  const own = asserted !== null && asserted.passkey.personId === personId;
  const right = own && (await notePasskeyUse(ctx.db, asserted.passkey.id, asserted.counter, ctx.now));
  if (right || !asked) await returnAttempts(ctx.db, attempts.value);
  if (right) return accept(null);
  const message = asked
    ? "This isn’t the answer of a passkey of yours. Try again."
    : "Five minutes have passed since your passkey was asked for. Try again.";
  return refuse("reauthentication_required", message);
}
