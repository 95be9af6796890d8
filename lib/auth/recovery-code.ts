import { randomBytes } from "node:crypto";
import { hashSecretToken } from "./secret-token";
import { base32 } from "./totp";

const codes = 10;

/** Ten codes of 80 random bits, `ABCD-EFGH-IJKL-MNOP`, with the digests that are kept. */
export function makeRecoveryCodes(): { codes: string[]; hashes: Uint8Array<ArrayBuffer>[] } {
  const made = Array.from({ length: codes }, () => base32(randomBytes(10)).match(/.{4}/g)?.join("-") ?? "");
  return { codes: made, hashes: made.map(hashRecoveryCode) };
}

/** The digest of a code as people may type it: in small letters, without dashes. */
export function hashRecoveryCode(code: string): Uint8Array<ArrayBuffer> {
  return hashSecretToken(code.toUpperCase().replaceAll(/[\s-]/g, ""));
}
