import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts for storage under a key derived from GONOGO_SECRET; `owner` is bound in, so that no row can stand in for another's. */
export function sealSecret(secret: Uint8Array, owner: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(owner));
  return Uint8Array.from(Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]));
}

/** Opens what sealSecret made for the same owner; null when it was changed or GONOGO_SECRET is another one. */
export function openSecret(sealed: Uint8Array, owner: string): Buffer | null {
  try {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

function key(): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", env().GONOGO_SECRET, "", "gonogo secrets at rest", 32));
}
