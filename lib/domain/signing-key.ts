import { z } from "zod";
import { sha256Hex } from "./digest";
import { envelopePayload, envelopeSchema, envelopeSigner, fromBase64, type VerifySignature } from "./dsse";

export const handoverType = "application/vnd.gonogo.key-handover+json";

/** One key the installation signs with, in the order they came; `handover` is signed by the key before it and by itself. */
export const publicKeySchema = z.object({
  keyId: z.string(),
  /** The 32 bytes of Ed25519, base64. */
  publicKey: z.base64(),
  since: z.string(),
  handover: envelopeSchema.nullable(),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** Follows from the key itself, so that no key can take another's name. */
export function keyIdOf(publicKey: Uint8Array): string {
  return `ed25519-${sha256Hex(publicKey).slice(0, 40)}`;
}

export type KeyRing = { keys: ReadonlyMap<string, Uint8Array>; faults: string[] };

/**
 * The keys that may be believed: with `pinned`, that key and those it handed over to or was handed over from; without,
 * the first one and its successors. A key nobody handed over to is left out and named.
 */
export function trustKeys(list: readonly PublicKey[], pinned: string | null, verify: VerifySignature): KeyRing {
  const faults: string[] = [];
  const bytes = list.map(({ keyId, publicKey }) => {
    const raw = fromBase64(publicKey);
    if (raw.length === 32 && keyIdOf(raw) === keyId) return raw;
    faults.push(`The key ${keyId} isn't the one its name says.`);
    return null;
  });
  const start = pinned === null ? 0 : list.findIndex(({ keyId }) => keyId === pinned);
  const keys = new Map<string, Uint8Array>();
  const add = (index: number) => {
    const [key, raw] = [list[index], bytes[index]];
    if (key && raw) keys.set(key.keyId, raw);
    return Boolean(key && raw);
  };
  if (start < 0) faults.push(`The key ${pinned} isn't among those named.`);
  if (start >= 0 && add(start)) {
    for (let at = start + 1; at < list.length; at += 1) {
      if (!handsOver(list, bytes, at, verify) || !add(at)) {
        faults.push(`The key ${list[at]?.keyId} was not handed over to by the one before it.`);
        break;
      }
    }
    // Backwards as well: the pinned key has signed the handover, or anybody could claim to have come before it.
    for (let at = start; at > 0 && handsOver(list, bytes, at, verify) && add(at - 1); at -= 1);
  }
  return { keys, faults };
}

function handsOver(
  list: readonly PublicKey[],
  bytes: readonly (Uint8Array | null)[],
  at: number,
  verify: VerifySignature,
): boolean {
  const [before, key] = [list[at - 1], list[at]];
  const [rawBefore, raw] = [bytes[at - 1], bytes[at]];
  if (!before || !key?.handover || !rawBefore || !raw || key.handover.payloadType !== handoverType) return false;
  if (envelopeSigner(key.handover, new Map([[before.keyId, rawBefore]]), verify) === null) return false;
  if (envelopeSigner(key.handover, new Map([[key.keyId, raw]]), verify) === null) return false;
  const said = z.looseObject({ from: z.string(), to: z.string() }).safeParse(envelopePayload(key.handover));
  return said.success && said.data.from === before.keyId && said.data.to === key.publicKey;
}
