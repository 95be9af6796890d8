import { createHash, createPublicKey, verify } from "node:crypto";
import type { SignatureProof } from "@/lib/domain/signature-proof";

const userPresent = 0x01;
const userVerified = 0x04;

/** What keeps a proof from being its passkey's signature of these very bytes; null when it is. Trusts nothing stored. */
export function proofProblem(statement: Uint8Array, proof: SignatureProof): string | null {
  const [clientData, authenticator, signature, key] = [
    proof.clientDataJSON,
    proof.authenticatorData,
    proof.signature,
    proof.publicKey,
  ].map((text) => Buffer.from(text, "base64url")) as [Buffer, Buffer, Buffer, Buffer];
  try {
    const said = JSON.parse(clientData.toString("utf8")) as Record<string, unknown>;
    if (said.type !== "webauthn.get") return "It answers another question than signing.";
    if (said.challenge !== sha256(statement).toString("base64url")) return "It signs another statement.";
    if (said.origin !== proof.origin || said.crossOrigin === true) return "It was given to another site.";
    if (authenticator.length < 37 || !authenticator.subarray(0, 32).equals(sha256(Buffer.from(proof.rpId)))) {
      return "It was given to another site.";
    }
    const flags = authenticator[32] ?? 0;
    if (!(flags & userPresent) || !(flags & userVerified)) return "The passkey didn't check who used it.";
    const publicKey = createPublicKey({ key, format: "der", type: "spki" });
    const digest = publicKey.asymmetricKeyType === "ed25519" ? null : "sha256";
    const signed = Buffer.concat([authenticator, sha256(clientData)]);
    return verify(digest, signed, publicKey, signature) ? null : "The signature doesn't belong to the key.";
  } catch {
    return "It can't be read.";
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
