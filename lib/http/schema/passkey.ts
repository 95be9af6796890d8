import { z } from "zod";

const base64url = z
  .string()
  .min(1)
  .max(16_384)
  .regex(/^[\w-]+$/);
const attachment = z.enum(["platform", "cross-platform"]).optional();
const head = { id: base64url, rawId: base64url, type: z.literal("public-key"), authenticatorAttachment: attachment };
/** Browsers may report any extension; nothing of it is read. */
const extensions = z.record(z.string().max(100), z.unknown()).default({});

/** What `navigator.credentials.create` gives, as JSON. */
export const registrationInput = z.strictObject({
  ...head,
  clientExtensionResults: extensions,
  response: z.strictObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.optional(),
    publicKey: base64url.optional(),
    publicKeyAlgorithm: z.int().optional(),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});

/** What `navigator.credentials.get` gives, as JSON. */
export const assertionInput = z.strictObject({
  ...head,
  clientExtensionResults: extensions,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
});

/** Options for the browser, as WebAuthn's JSON; handed over as they are. */
export const passkeyQuestion = z.object({ challenge: z.string(), options: z.looseObject({ challenge: z.string() }) });

export const recoveryCodes = z.array(z.string());
