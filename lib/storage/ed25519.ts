import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { type Envelope, preAuthEncoding, toBase64, type VerifySignature } from "@/lib/domain/dsse";
import { keyIdOf } from "@/lib/domain/signing-key";

/** A key that signs; the private part stays inside. */
export type Signer = {
  keyId: string;
  /** 32 bytes. */
  publicKey: Uint8Array;
  sign: (message: Uint8Array) => Uint8Array;
};

const spkiHead = Buffer.from("302a300506032b6570032100", "hex");

/** Checks a signature with Node's own Ed25519; false for keys and signatures that are none. */
export const verifySignature: VerifySignature = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([spkiHead, publicKey]), format: "der", type: "spki" });
  return verify(null, message, key, signature);
};

/** Reads a private key in PEM (PKCS #8); throws naming what it is when it isn't Ed25519. */
export function signerOf(pem: string): Signer {
  const key: KeyObject = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519")
    throw new Error(`an Ed25519 key is needed, this is ${key.asymmetricKeyType}`);
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32));
  return { keyId: keyIdOf(publicKey), publicKey, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** Signs a payload with each of the keys. */
export function seal(payloadType: string, payload: string, signers: readonly Signer[]): Envelope {
  const bytes = new TextEncoder().encode(payload);
  const message = preAuthEncoding(payloadType, bytes);
  return {
    payloadType,
    payload: toBase64(bytes),
    signatures: signers.map((signer) => ({ keyid: signer.keyId, sig: toBase64(signer.sign(message)) })),
  };
}
