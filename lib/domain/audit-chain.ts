import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** Where every chain begins. */
export const genesisHash: Uint8Array = new Uint8Array(32);

/** One entry as stored: `at` is `YYYY-MM-DDTHH:MM:SS.mmmZ`, `body` the exact text that was hashed. */
export type ChainEntry = {
  seq: number;
  at: string;
  body: string;
  bodyHash: Uint8Array;
  prevHash: Uint8Array;
  hash: Uint8Array;
};

/** SHA-256 over previous hash, number (8 bytes, big-endian), time (UTF-8) and body hash; `append_audit` in SQL does the same. */
export function entryHash(prevHash: Uint8Array, seq: number, at: string, bodyHash: Uint8Array): Uint8Array {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigInt64(0, BigInt(seq));
  return sha256(concatBytes(prevHash, number, utf8ToBytes(at), bodyHash));
}

export type ChainFault = "number" | "previous_hash" | "body_hash" | "hash" | "head";

export type ChainCheck =
  | { ok: true; entries: number; head: string }
  | { ok: false; seq: number; fault: ChainFault; message: string };

/**
 * Checks a whole chain from its first entry, or from `from` when an earlier part was checked before, and against the
 * head kept elsewhere when given. Names the first link that is broken.
 */
export function verifyChain(
  entries: readonly ChainEntry[],
  known: { from?: { seq: number; hash: Uint8Array }; head?: { seq: number; hash: Uint8Array } } = {},
): ChainCheck {
  let seq = known.from?.seq ?? 0;
  let prev = known.from?.hash ?? genesisHash;
  for (const entry of entries) {
    seq += 1;
    if (entry.seq !== seq) return broken(seq, "number", `Entry ${seq} is missing: found ${entry.seq} in its place.`);
    if (!same(entry.prevHash, prev)) {
      return broken(seq, "previous_hash", `Entry ${seq} doesn't follow from the one before it.`);
    }
    if (!same(entry.bodyHash, sha256(utf8ToBytes(entry.body)))) {
      return broken(seq, "body_hash", `The content of entry ${seq} isn't what was recorded.`);
    }
    if (!same(entry.hash, entryHash(prev, seq, entry.at, entry.bodyHash))) {
      return broken(seq, "hash", `The hash of entry ${seq} doesn't match its number, time and content.`);
    }
    prev = entry.hash;
  }
  const { head } = known;
  if (head && (head.seq !== seq || !same(head.hash, prev))) {
    return broken(seq, "head", `The chain ends at entry ${seq}, its recorded head is entry ${head.seq}.`);
  }
  return { ok: true, entries: entries.length, head: bytesToHex(prev) };
}

function broken(seq: number, fault: ChainFault, message: string): ChainCheck {
  return { ok: false, seq, fault, message };
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, n) => byte === b[n]);
}
