import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";

/** A Dead Simple Signing Envelope (DSSE 1.0.2): `payload` and `sig` in base64, the signature over type and payload. */
export const envelopeSchema = z.object({
  payloadType: z.string(),
  payload: z.base64(),
  signatures: z.array(z.object({ keyid: z.string(), sig: z.base64() })).min(1),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** Checks an Ed25519 signature; `publicKey` is its 32 bytes. Handed in, so that the rules stay free of a crypto library. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** The bytes that are signed: type and payload with their lengths, so that neither can pose as a part of the other. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8ToBytes(payloadType);
  const head = utf8ToBytes(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  return concatBytes(head, payload);
}

/** Id of the key among `keys` (id to 32 bytes) whose signature holds; null when none does. */
export function envelopeSigner(
  envelope: Envelope,
  keys: ReadonlyMap<string, Uint8Array>,
  verify: VerifySignature,
): string | null {
  const message = preAuthEncoding(envelope.payloadType, fromBase64(envelope.payload));
  for (const { keyid, sig } of envelope.signatures) {
    const key = keys.get(keyid);
    if (key && verify(key, message, fromBase64(sig))) return keyid;
  }
  return null;
}

/** The JSON inside; undefined when it isn't JSON. */
export function envelopePayload({ payload }: Envelope): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(fromBase64(payload)));
  } catch {
    return undefined;
  }
}

/** Throws on what isn't base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
