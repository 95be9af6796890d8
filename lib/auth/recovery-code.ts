import { randomBytes } from "node:crypto";
import { hashSecretToken } from "./secret-token";
import { base32 } from "./totp";

const codes = 10;

/** Ten codes of 120 random bits, six groups of four, with the digests that are kept: too many to guess, so a plain hash will do. */
export function makeRecoveryCodes(): { codes: string[]; hashes: Uint8Array<ArrayBuffer>[] } {
  const made = Array.from({ length: codes }, () => base32(randomBytes(15)).match(/.{4}/g)?.join("-") ?? "");
  return { codes: made, hashes: made.map(hashRecoveryCode) };
}

/** The digest of a code as people may type it: in small letters, without dashes. */
export function hashRecoveryCode(code: string): Uint8Array<ArrayBuffer> {
  return hashSecretToken(code.toUpperCase().replaceAll(/[\s-]/g, ""));
}
