import { z } from "zod";
import { codeInput, passwordInput } from "../operations/session";
import { assertionInput } from "./passkey";

/** What a call takes that asks again who is there; what is missing is refused with `reauthentication_required`. */
export const againFields = {
  password: passwordInput
    .optional()
    .describe(
      "The caller's own password again; left out by who has none, whose session must be younger than 10 minutes",
    ),
  code: codeInput
    .optional()
    .describe("With the password, of who has a second factor: a code of their authenticator app, or a recovery code"),
  passkey: z
    .strictObject({ challenge: z.uuid(), response: assertionInput })
    .optional()
    .describe("Instead of both, what a passkey of the caller's answers to POST /factors/challenge"),
};

export const again = z.strictObject(againFields);

/** They stay out of the idempotency digest. */
export const againCredentials = ["password", "code", "passkey"] as const;
