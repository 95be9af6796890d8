import { createPublicKey } from "node:crypto";
import { isIP } from "node:net";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { decodeCredentialPublicKey } from "@simplewebauthn/server/helpers";
import type { Context } from "@/lib/data/context";
import type { Database } from "@/lib/data/database";
import { findPasskey, findPasskeys, type KnownPasskey } from "@/lib/data/factor.read";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";

/** ES256, RS256 and Ed25519: what authenticators offer and every verifier knows. */
export const passkeyAlgorithms = [-7, -257, -8];

export type Site = { rpId: string; origin: string };

/** Where passkeys belong to: the name in GONOGO_URL. Null when that is an IP address, which browsers refuse. */
export function passkeySite(): Site | null {
  const { hostname, origin, protocol } = new URL(env().GONOGO_URL);
  const bare = hostname.replaceAll(/[[\]]/g, "");
  const usable = isIP(bare) === 0 && (protocol === "https:" || bare === "localhost" || bare.endsWith(".localhost"));
  return usable ? { rpId: bare, origin } : null;
}

export const noPasskeysHere: Refusal = refuse(
  "conflict",
  "Passkeys need a name: open Gonogo by https and a host name, or by http://localhost, and set GONOGO_URL to it.",
);

/** Asks for one of these passkeys, or for any the browser has when none are named; always with a check of its user. */
export function askPasskey(
  site: Site,
  challenge: Uint8Array<ArrayBuffer>,
  passkeys: readonly KnownPasskey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: site.rpId,
    challenge,
    userVerification: "required",
    timeout: 300_000,
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: transports as NonNullable<AuthenticationResponseJSON["authenticatorAttachment"]>[] as never,
    })),
  });
}

/** What the browser is asked when somebody signs: the challenge is the statement's SHA-256. */
export async function askPasskeyToSign(db: Database, personId: string, sha256: string) {
  const site = passkeySite();
  if (!site) return null;
  return askPasskey(site, Uint8Array.from(Buffer.from(sha256, "hex")), await findPasskeys(db, personId));
}

/** The same for one's own act: options over its statement's SHA-256, or why there are none. */
export async function challengeToSign(
  ctx: Context,
  sha256: string,
): Promise<Result<{ passkey: { challenge: string } }>> {
  const { person } = ctx.actor;
  const passkey = person && (await askPasskeyToSign(ctx.db, person.id, sha256));
  return passkey ? accept({ passkey: { ...passkey } }) : noPasskeysHere;
}

export type Asserted = { passkey: KnownPasskey; counter: number; site: Site };

/** Whose passkey answered this challenge, given in base64url; null when none of ours did. */
export async function verifyAssertion(
  db: Database,
  response: AuthenticationResponseJSON,
  challenge: string,
): Promise<Asserted | null> {
  const site = passkeySite();
  const passkey = site && (await findPasskey(db, response.id));
  if (!passkey) return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      credential: { id: passkey.credentialId, publicKey: passkey.cose, counter: Number(passkey.counter) },
    });
    return verified ? { passkey, counter: authenticationInfo.newCounter, site } : null;
  } catch {
    return null;
  }
}

/** A COSE key as SubjectPublicKeyInfo, DER; throws for a kind that isn't in `passkeyAlgorithms`. */
export function spkiOf(cose: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const key = decodeCredentialPublicKey(cose) as unknown as Map<number, number | Uint8Array>;
  const text = (label: number) => Buffer.from(key.get(label) as Uint8Array).toString("base64url");
  const algorithm = key.get(3);
  const jwk =
    algorithm === -7
      ? { kty: "EC", crv: "P-256", x: text(-2), y: text(-3) }
      : algorithm === -8
        ? { kty: "OKP", crv: "Ed25519", x: text(-2) }
        : { kty: "RSA", n: text(-1), e: text(-2) };
  return Uint8Array.from(createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "der" }));
}
