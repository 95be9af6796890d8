import { createHash, randomBytes } from "node:crypto";

/** A secret that is shown once, and the digest that is all we keep of it. */
export type SecretToken = { secret: string; hash: Uint8Array<ArrayBuffer> };

/** 32 random bytes as base64url behind a prefix that tells people, and scanners of leaked secrets, what it is. */
export function makeSecretToken(prefix = ""): SecretToken {
  const secret = prefix + randomBytes(32).toString("base64url");
  return { secret, hash: hashSecretToken(secret) };
}

/** SHA-256 is enough here: nobody guesses 256 random bits, however fast the hash. */
export function hashSecretToken(secret: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(secret).digest());
}

/** Prefix of API tokens. */
export const apiTokenPrefix = "gng_";
