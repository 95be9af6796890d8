import { z } from "zod";
import { signingMethods } from "@/lib/domain/signing-method";
import { operation } from "../operation";
import { moment } from "../schema/page";
import { assertionInput } from "../schema/passkey";
import { conditionRow, signatureRow } from "../schema/run";
import { nodeParams, reasonBody, rowParams, words } from "../schema/words";
import { codeInput, passwordInput } from "./session";
import { ssoDirection } from "./sso";

export const openCeremony = operation({
  id: "openCeremony",
  method: "POST",
  path: "/runs/:runId/signoffs/:key/ceremonies",
  summary: "Open a signing ceremony: the statement to read and repeat the hash of, valid five minutes. Never by token",
  access: "signoff.sign",
  params: nodeParams,
  body: z.strictObject({
    decision: z.enum(["approve", "approve_with_conditions", "reject"]),
    comment: words.optional(),
    conditions: z
      .array(
        z.strictObject({
          text: z.string().trim().min(1).max(1000),
          owner: z.string().trim().min(1).max(254).optional(),
          dueAt: moment.nullable().optional(),
        }),
      )
      .max(20)
      .default([]),
    method: z.enum(signingMethods).default("password"),
  }),
  status: 201,
  response: z.object({
    id: z.string(),
    statement: z.string(),
    summary: z.string(),
    sha256: z.string(),
    expiresAt: z.string(),
    /** With `method: passkey`: WebAuthn's options for the browser; the challenge is the statement's SHA-256. */
    passkey: z.looseObject({ challenge: z.string() }).optional(),
  }),
});

export const beginCeremonySignIn = operation({
  id: "beginCeremonySignIn",
  method: "POST",
  path: "/runs/:runId/signoffs/:key/ceremonies/:id/sign-in",
  summary:
    "Where to sign in anew for a ceremony with method `oidc`; the browser comes back to the poll. Never by token",
  access: "signoff.sign",
  params: z.strictObject({ ...nodeParams.shape, id: z.uuid() }),
  body: z.strictObject({}),
  status: 201,
  response: ssoDirection,
  secret: true,
  quiet: true,
});

export const signStatement = operation({
  id: "signStatement",
  method: "POST",
  path: "/runs/:runId/signoffs/:key/signatures",
  summary:
    "Sign the statement of a ceremony by the method it names; 409 with the changes when what it covers moved. Never by token",
  access: "signoff.sign",
  params: nodeParams,
  body: z.strictObject({
    ceremony: z.uuid(),
    /** SHA-256 of the statement shown, lower-case hex. */
    statement: z.string().regex(/^[0-9a-f]{64}$/),
    /** What the ceremony was opened for; nothing for `oidc`, where beginCeremonySignIn comes first. */
    password: passwordInput.optional(),
    code: codeInput.optional(),
    assertion: assertionInput.optional(),
  }),
  status: 201,
  response: signatureRow,
  credentials: ["password", "code", "assertion"],
});

export const withdrawSignature = operation({
  id: "withdrawSignature",
  method: "POST",
  path: "/runs/:runId/signatures/:id/withdraw",
  summary: "Withdraw one's own signature, with the reason",
  access: "signature.withdraw",
  params: rowParams,
  body: reasonBody,
  status: 200,
  response: signatureRow,
});

export const markConditionDone = operation({
  id: "markConditionDone",
  method: "POST",
  path: "/runs/:runId/conditions/:id/done",
  summary: "Say that a condition of an approval is met: its owner's, or the lead's",
  access: "condition.done",
  params: rowParams,
  body: z.strictObject({}),
  status: 200,
  response: conditionRow,
});

export const signingOperations = [
  openCeremony,
  beginCeremonySignIn,
  signStatement,
  withdrawSignature,
  markConditionDone,
];
