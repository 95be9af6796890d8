import { createHmac, randomBytes } from "node:crypto";

const stepSeconds = 30;
const digits = 6;
/** Steps before and after now that are taken: clocks of phones drift. */
const drift = 1;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** 160 random bits, as RFC 4226 recommends. */
export function makeTotpSecret(): Buffer {
  return randomBytes(20);
}

/** RFC 6238 with SHA-1, six digits and 30 seconds: what every authenticator app knows. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const value = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(value % 10 ** digits).padStart(digits, "0");
}

export function totpStep(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds);
}

/** The step a code belongs to, within one of now; null when it is none of them. */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | null {
  const step = totpStep(now);
  const steps = Array.from({ length: 2 * drift + 1 }, (_, n) => step - drift + n);
  return steps.find((each) => totpCode(secret, each) === code) ?? null;
}

/** RFC 4648, without padding: how people type the secret when they can't scan it. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let [value, bits] = [0, 0];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

/** What the QR code holds. */
export function totpUri(secret: Uint8Array, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
