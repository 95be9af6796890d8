import { z } from "zod";
import { operation } from "../operation";
import { overrideRow } from "../schema/override";
import { moment } from "../schema/page";
import { assertionInput } from "../schema/passkey";
import { nodeParams, reasonBody, rowParams, words } from "../schema/words";
import { codeInput, passwordInput } from "./session";

const view = overrideRow.extend({ statement: z.string() });

export const draftOverride = operation({
  id: "draftOverride",
  method: "POST",
  path: "/runs/:runId/gates/:key/overrides",
  summary: "Draw up an override of a NO-GO gate: the statement that the lead and an admin both confirm. Never by token",
  access: "gate.override",
  params: nodeParams,
  body: z.strictObject({ reason: words.default(""), endsAt: moment }),
  status: 201,
  response: view,
});

export const getOverride = operation({
  id: "getOverride",
  method: "GET",
  path: "/runs/:runId/overrides/:id",
  summary: "An override with its statement, exactly as both people confirm it",
  access: "run.read",
  params: rowParams,
  status: 200,
  response: view,
});

export const challengeOverride = operation({
  id: "challengeOverride",
  method: "POST",
  path: "/runs/:runId/overrides/:id/challenge",
  summary: "WebAuthn's options for confirming an override with a passkey; the challenge is the statement's SHA-256",
  access: "gate.override",
  params: rowParams,
  body: z.strictObject({}),
  status: 200,
  response: z.object({ passkey: z.looseObject({ challenge: z.string() }) }),
  quiet: true,
});

export const signOverride = operation({
  id: "signOverride",
  method: "POST",
  path: "/runs/:runId/overrides/:id/sign",
  summary:
    "Confirm an override's statement: its author's makes it a request, the other one's puts it in force; 409 when more stands against the gate by now. Never by token",
  access: "gate.override",
  params: rowParams,
  body: z.strictObject({
    /** SHA-256 of the statement shown, lower-case hex. */
    statement: z.string().regex(/^[0-9a-f]{64}$/),
    password: passwordInput.optional(),
    code: codeInput.optional(),
    assertion: assertionInput.optional(),
  }),
  status: 200,
  response: overrideRow,
  credentials: ["password", "code", "assertion"],
});

export const endOverride = operation({
  id: "endOverride",
  method: "POST",
  path: "/runs/:runId/overrides/:id/end",
  summary:
    "Withdraw or decline a request, or take an override back before its end, with the reason: the lead or an admin",
  access: "gate.override",
  params: rowParams,
  body: reasonBody,
  status: 200,
  response: overrideRow,
});

export const reviewOverride = operation({
  id: "reviewOverride",
  method: "POST",
  path: "/runs/:runId/overrides/:id/review",
  summary: "Review an override with a note, after which it leaves the screens: a lead or admin who didn't ask for it",
  access: "gate.override",
  params: rowParams,
  body: z.strictObject({ note: words.default("") }),
  status: 200,
  response: overrideRow,
});

export const overrideOperations = [
  draftOverride,
  getOverride,
  challengeOverride,
  signOverride,
  endOverride,
  reviewOverride,
];
