import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { SignatureProof } from "@/lib/domain/signature-proof";

export type KeyKind = "ES256" | "EdDSA" | "RS256";

/** A passkey's own signature of a statement, with a fresh key of this kind, as the history keeps it. */
export function signWithPasskey(kind: KeyKind, statement: Uint8Array, passkey: string): SignatureProof {
  const { privateKey, publicKey } = keyPair(kind);
  const challenge = sha256(statement).toString("base64url");
  const said = { type: "webauthn.get", challenge, origin: "http://localhost:3000", crossOrigin: false };
  const clientData = Buffer.from(JSON.stringify(said));
  const authenticatorData = Buffer.concat([sha256(Buffer.from("localhost")), Buffer.from([5, 0, 0, 0, 1])]);
  const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
  return {
    kind: "webauthn",
    passkey,
    rpId: "localhost",
    origin: "http://localhost:3000",
    publicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64url"),
    authenticatorData: authenticatorData.toString("base64url"),
    clientDataJSON: clientData.toString("base64url"),
    signature: sign(kind === "EdDSA" ? null : "sha256", signed, privateKey).toString("base64url"),
  };
}

function keyPair(kind: KeyKind) {
  if (kind === "ES256") return generateKeyPairSync("ec", { namedCurve: "P-256" });
  return kind === "EdDSA" ? generateKeyPairSync("ed25519") : generateKeyPairSync("rsa", { modulusLength: 2048 });
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
