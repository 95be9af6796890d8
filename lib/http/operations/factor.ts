import { z } from "zod";
import { operation } from "../operation";
import { again, againCredentials } from "../schema/again";
import { passkeyQuestion, recoveryCodes, registrationInput } from "../schema/passkey";
import { idParams } from "./session";

const passkeyRow = z.object({
  id: z.string(),
  name: z.string(),
  backedUp: z.boolean(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
const passkeyName = z.string().trim().min(1).max(60);

export const getFactors = operation({
  id: "getFactors",
  method: "GET",
  path: "/factors",
  summary: "How the caller can prove who they are",
  access: "self",
  status: 200,
  response: z.object({
    password: z.boolean(),
    totp: z.object({ confirmedAt: z.string() }).nullable(),
    passkeys: z.array(passkeyRow),
    recoveryCodesLeft: z.int(),
    singleSignOn: z.object({ createdAt: z.string(), lastUsedAt: z.string() }).nullable(),
  }),
});

export const challengeAgain = operation({
  id: "challengeAgain",
  method: "POST",
  path: "/factors/challenge",
  summary: "What to ask one of one's own passkeys, to prove again who one is: once, within five minutes",
  access: "self",
  body: z.strictObject({}),
  status: 201,
  response: passkeyQuestion,
  secret: true,
});

export const acknowledgeReset = operation({
  id: "acknowledgeReset",
  method: "POST",
  path: "/factors/reset/seen",
  summary: "Say that one knows that one's second factors were taken off",
  access: "self",
  body: z.strictObject({}),
  status: 204,
});

export const beginTotp = operation({
  id: "beginTotp",
  method: "POST",
  path: "/factors/totp",
  summary: "Make a secret for an authenticator app; it counts once a code of it was shown",
  access: "self",
  body: again,
  status: 201,
  response: z.object({ secret: z.string(), uri: z.string() }),
  secret: true,
  credentials: againCredentials,
});

export const confirmTotp = operation({
  id: "confirmTotp",
  method: "POST",
  path: "/factors/totp/confirm",
  summary: "Confirm the authenticator app by a code; recovery codes come with the first second factor, shown once",
  access: "self",
  body: z.strictObject({ code: z.string().min(1).max(20) }),
  status: 200,
  response: z.object({ recoveryCodes: recoveryCodes.nullable() }),
  secret: true,
  credentials: ["code"],
});

export const removeTotp = operation({
  id: "removeTotp",
  method: "POST",
  path: "/factors/totp/remove",
  summary: "Remove the authenticator app, with the password",
  access: "self",
  body: again,
  status: 204,
  credentials: againCredentials,
});

export const renewRecoveryCodes = operation({
  id: "renewRecoveryCodes",
  method: "POST",
  path: "/factors/recovery-codes",
  summary: "New recovery codes for old, shown once",
  access: "self",
  body: again,
  status: 201,
  response: z.object({ recoveryCodes }),
  secret: true,
  credentials: againCredentials,
});

export const beginPasskey = operation({
  id: "beginPasskey",
  method: "POST",
  path: "/factors/passkeys/begin",
  summary: "What to ask the browser for to make a passkey",
  access: "self",
  body: again,
  status: 201,
  response: passkeyQuestion,
  secret: true,
  credentials: againCredentials,
});

export const addPasskey = operation({
  id: "addPasskey",
  method: "POST",
  path: "/factors/passkeys",
  summary: "Keep the passkey the browser made; recovery codes come with the first second factor, shown once",
  access: "self",
  body: z.strictObject({ challenge: z.uuid(), name: passkeyName, response: registrationInput }),
  status: 201,
  response: z.object({ passkey: passkeyRow, recoveryCodes: recoveryCodes.nullable() }),
  secret: true,
});

export const renamePasskey = operation({
  id: "renamePasskey",
  method: "PATCH",
  path: "/factors/passkeys/:id",
  summary: "Give a passkey another name",
  access: "self",
  params: idParams,
  body: z.strictObject({ name: passkeyName }),
  status: 200,
  response: passkeyRow,
});

export const removePasskey = operation({
  id: "removePasskey",
  method: "POST",
  path: "/factors/passkeys/:id/remove",
  summary: "Remove a passkey, with the password; what it signed stays verifiable",
  access: "self",
  params: idParams,
  body: again,
  status: 204,
  credentials: againCredentials,
});

export const factorOperations = [
  getFactors,
  challengeAgain,
  acknowledgeReset,
  beginTotp,
  confirmTotp,
  removeTotp,
  renewRecoveryCodes,
  beginPasskey,
  addPasskey,
  renamePasskey,
  removePasskey,
];
