import { z } from "zod";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { waiverActs } from "@/lib/domain/waiver-statement";
import { operation } from "../operation";
import { moment } from "../schema/page";
import { assertionInput } from "../schema/passkey";
import { waiverRow } from "../schema/run";
import { reasonBody, rowParams, words } from "../schema/words";
import { codeInput, passwordInput } from "./session";

export const askWaiver = operation({
  id: "askWaiver",
  method: "POST",
  path: "/runs/:runId/items/:itemKey/waivers",
  summary: "Ask that a risk be accepted, or that a critical or high item doesn't apply",
  access: "waiver.ask",
  params: z.strictObject({ runId: z.uuid(), itemKey: nodeKeySchema }),
  body: z.strictObject({
    kind: z.enum(["waiver", "not_applicable"]).default("waiver"),
    reason: words.default(""),
    owner: z.string().trim().min(1).max(254).optional(),
    expiresAt: moment.nullable().optional(),
  }),
  status: 201,
  response: waiverRow,
});

/** One of the three, enough for what the workspace asks of signatures. */
const proof = { password: passwordInput.optional(), code: codeInput.optional(), assertion: assertionInput.optional() };

export const challengeWaiver = operation({
  id: "challengeWaiver",
  method: "POST",
  path: "/runs/:runId/waivers/:id/challenge",
  summary: "WebAuthn's options for granting or revoking a waiver with a passkey",
  access: "waiver.grant",
  params: rowParams,
  body: z.strictObject({ act: z.enum(waiverActs) }),
  status: 200,
  response: z.object({ passkey: z.looseObject({ challenge: z.string() }) }),
  quiet: true,
});

export const grantWaiver = operation({
  id: "grantWaiver",
  method: "POST",
  path: "/runs/:runId/waivers/:id/grant",
  summary: "Grant a waiver: a signer of the item's gate who didn't ask, proven as for a signature; never by token",
  access: "waiver.grant",
  params: rowParams,
  body: z.strictObject({
    ...proof,
    /** The item's version whoever grants has seen. Left out: 409 when it failed or was blocked since it was asked for. */
    version: z.int().positive().optional(),
  }),
  status: 200,
  response: waiverRow,
  credentials: ["password", "code", "assertion"],
});

export const revokeWaiver = operation({
  id: "revokeWaiver",
  method: "POST",
  path: "/runs/:runId/waivers/:id/revoke",
  summary:
    "Take a waiver back with the reason, proven as for a signature; whoever asked may withdraw what was not granted yet without",
  access: "waiver.grant",
  params: rowParams,
  body: reasonBody.extend(proof),
  status: 200,
  response: waiverRow,
  credentials: ["password", "code", "assertion"],
});

export const waiverOperations = [askWaiver, challengeWaiver, grantWaiver, revokeWaiver];
