import { sha256Hex } from "@/lib/domain/digest";
import { type Refusal, refuse } from "@/lib/domain/refusal";
import type { SignatureProof } from "@/lib/domain/signature-proof";
import { isEnough, requiredOfActs, requirementWords } from "@/lib/domain/signing-method";
import type { Database, Transaction } from "./database";
import type { Proof } from "./run-change.write";
import { readSigningRequirement } from "./workspace-setting.read";

/** Why what somebody brought isn't what this workspace asks of a signature; null when it is. */
export async function refuseProof(
  db: Database | Transaction,
  workspaceId: string,
  method: Proof["method"],
): Promise<Refusal | null> {
  const required = requiredOfActs(await readSigningRequirement(db, workspaceId));
  if (method !== null && isEnough(method, required)) return null;
  return refuse("reauthentication_required", `Confirm with ${requirementWords[required]}: this goes on record.`);
}

/** What the history keeps of a passkey's answer: which key gave it, and that it was this one. */
export function proofDigests(proof: SignatureProof): { proofKey: string; proof: string } {
  const bytes = (text: string) => Buffer.from(text, "base64url");
  const answer = [proof.clientDataJSON, proof.authenticatorData, proof.signature].map(bytes);
  return { proofKey: sha256Hex(bytes(proof.publicKey)), proof: sha256Hex(Buffer.concat(answer)) };
}
