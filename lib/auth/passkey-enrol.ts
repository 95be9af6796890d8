import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { createChallenge, takeChallenge } from "@/lib/data/challenge.write";
import type { Context } from "@/lib/data/context";
import { findPasskeys, type PasskeyRow } from "@/lib/data/factor.read";
import { addPasskey, passkeyNotFound, removePasskey } from "@/lib/data/passkey.write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { noPasskeysHere, passkeyAlgorithms, passkeySite, spkiOf } from "./passkey";
import { type Again, proveAgain } from "./prove-again";
import { makeRecoveryCodes } from "./recovery-code";

/** What the browser is asked to make, after asking who is there. */
export async function beginPasskey(
  ctx: Context,
  again: Again,
): Promise<Result<{ challenge: string; options: PublicKeyCredentialCreationOptionsJSON }>> {
  const site = passkeySite();
  if (!site) return noPasskeysHere;
  const proven = await proveAgain(ctx, again);
  if (!proven.ok) return proven;
  const { id, email, name } = proven.value;
  const known = await findPasskeys(ctx.db, id);
  const options = await generateRegistrationOptions({
    rpName: "Gonogo",
    rpID: site.rpId,
    userID: Uint8Array.from(Buffer.from(id)),
    userName: email,
    userDisplayName: name,
    attestationType: "none",
    timeout: 300_000,
    supportedAlgorithmIDs: passkeyAlgorithms,
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  const { challenge } = options;
  return accept({
    options,
    challenge: await createChallenge(ctx, { purpose: "passkey.add", personId: id, challenge }),
  });
}

/** Keeps what the browser made; with the first second factor come recovery codes, shown this once. */
export async function finishPasskey(
  ctx: Context,
  input: { challenge: string; name: string; response: RegistrationResponseJSON },
): Promise<Result<{ passkey: PasskeyRow; recoveryCodes: string[] | null }>> {
  const { person, credential } = ctx.actor;
  const site = passkeySite();
  if (!site) return noPasskeysHere;
  if (!person || credential.kind !== "session") return refuse("forbidden", "Sign in to add a passkey.");
  const asked = await takeChallenge(ctx, input.challenge, "passkey.add", person.id);
  if (!asked) return refuse("ceremony_expired", "Five minutes have passed. Begin again.");
  const made = await verifyRegistrationResponse({
    response: input.response,
    expectedChallenge: asked.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: passkeyAlgorithms,
  }).catch(() => ({ verified: false as const, registrationInfo: undefined }));
  if (!made.verified || !made.registrationInfo) {
    return refuse("invalid_input", "The browser's answer doesn't fit the question. Begin again.");
  }
  const { credential: key, credentialBackedUp } = made.registrationInfo;
  const cose = Uint8Array.from(key.publicKey);
  const recovery = makeRecoveryCodes();
  const added = await addPasskey(
    ctx,
    person.id,
    {
      name: input.name,
      credentialId: key.id,
      cose,
      spki: spkiOf(cose),
      counter: key.counter,
      transports: [...(key.transports ?? [])],
      backedUp: credentialBackedUp,
    },
    asked.createdAt,
    recovery.hashes,
  );
  if (!added.ok) return added;
  return accept({ passkey: added.value.passkey, recoveryCodes: added.value.recoveryCodes ? recovery.codes : null });
}

/** Nobody is asked who they are for a passkey that isn't theirs: there is none to them. */
export async function dropPasskey(ctx: Context, id: string, again: Again): Promise<Result<null>> {
  const { person } = ctx.actor;
  const own = person ? await findPasskeys(ctx.db, person.id) : [];
  if (!own.some((passkey) => passkey.id === id)) return passkeyNotFound;
  const proven = await proveAgain(ctx, again);
  return proven.ok ? removePasskey(ctx, proven.value.id, id) : proven;
}
