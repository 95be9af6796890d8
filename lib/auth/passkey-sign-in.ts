import { randomBytes } from "node:crypto";
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { attemptsKept, attemptsOf, createChallenge, takeChallenge } from "@/lib/data/challenge.write";
import type { AnonymousContext } from "@/lib/data/context";
import { startPasskeySession } from "@/lib/data/passkey.write";
import { returnAttempts, takeAttempts } from "@/lib/data/sign-in-limit.write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Place } from "./client";
import { arrivalBudget, sealDevice } from "./device";
import { askPasskey, noPasskeysHere, passkeySite, verifyAssertion } from "./passkey";
import { addressFailures, type SignedIn } from "./sign-in";

/** Asks for any passkey the browser has for this site: nobody has said who they are yet. */
export async function beginPasskeySignIn(
  ctx: AnonymousContext,
  place: Place,
): Promise<Result<{ challenge: string; options: PublicKeyCredentialRequestOptionsJSON }>> {
  const site = passkeySite();
  if (!site) return noPasskeysHere;
  const attempts = await takeAttempts(ctx.db, [arrivalBudget("passkey asked", place, 4 * addressFailures)], ctx.now);
  if (!attempts.ok) return attempts;
  const options = await askPasskey(site, Uint8Array.from(randomBytes(32)), []);
  const { challenge } = options;
  const id = await createChallenge(ctx, {
    purpose: "passkey.sign_in",
    personId: null,
    challenge,
    data: attemptsKept(attempts.value),
  });
  return accept({ options, challenge: id });
}

/** Opens a session for the owner of the passkey that answered: something they have, unlocked by what they know or are. */
export async function passkeySignIn(
  ctx: AnonymousContext,
  input: { challenge: string; response: AuthenticationResponseJSON },
  place: Place,
): Promise<Result<SignedIn>> {
  const attempts = await takeAttempts(ctx.db, [arrivalBudget("passkey", place, addressFailures)], ctx.now);
  if (!attempts.ok) return attempts;
  const refused = refuse("unauthenticated", "This passkey opens nothing here.");
  const asked = await takeChallenge(ctx, input.challenge, "passkey.sign_in", null);
  const asserted = asked && (await verifyAssertion(ctx.db, input.response, asked.challenge));
  if (!asserted) return refused;
  const { passkey, counter } = asserted;
  const started = await startPasskeySession(ctx, passkey, counter, place);
  if (!started.ok) return started;
  await returnAttempts(ctx.db, [...attempts.value, ...attemptsOf(asked)]);
  return accept({ ...started.value, deviceSeal: sealDevice(passkey.personId, place) });
}
