import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 as lower-case hex; text is hashed as UTF-8. The same in browser and server, and synchronous. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === "string" ? utf8ToBytes(data) : data));
}

const separator = "\u001f";

/** One unambiguous text for a list of values: no value can pose as two, as the separator is escaped in all of them. */
export function canonical(values: readonly (string | number | null)[]): string {
  return values.map((value) => (value === null ? "\\0" : escapeValue(String(value)))).join(separator);
}

function escapeValue(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll(separator, "\\u");
}
