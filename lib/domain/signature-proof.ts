import { z } from "zod";

/** How somebody proves who they are when they sign. */
export const signingMethods = ["password", "totp", "passkey"] as const;
export type SigningMethod = (typeof signingMethods)[number];

/** What a workspace asks of a signature at the least. */
export const signingRequirements = ["password", "second_factor", "passkey"] as const;
export type SigningRequirement = (typeof signingRequirements)[number];

const accepted: Record<SigningRequirement, readonly SigningMethod[]> = {
  password: ["password", "totp", "passkey"],
  second_factor: ["totp", "passkey"],
  passkey: ["passkey"],
};

/** Whether a way of signing is enough for a workspace. */
export function isEnough(method: SigningMethod, required: SigningRequirement): boolean {
  return accepted[required].includes(method);
}

/** What is asked for, as it stands in a sentence: "Signing here asks for …". */
export const requirementWords: Record<SigningRequirement, string> = {
  password: "your password",
  second_factor: "a code from your authenticator app, or a passkey",
  passkey: "a passkey",
};

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
