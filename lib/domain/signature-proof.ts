import { z } from "zod";

/**
 * A passkey's own signature of a statement: its challenge is the SHA-256 of the statement's bytes, so it verifies
 * without trusting us. Binary fields are base64url; `publicKey` is SubjectPublicKeyInfo, DER.
 */
export const signatureProofSchema = z.strictObject({
  kind: z.literal("webauthn"),
  passkey: z.string(),
  rpId: z.string(),
  origin: z.string(),
  publicKey: z.string(),
  authenticatorData: z.string(),
  clientDataJSON: z.string(),
  signature: z.string(),
});
export type SignatureProof = z.infer<typeof signatureProofSchema>;
