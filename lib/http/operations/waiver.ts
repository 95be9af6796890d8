import { z } from "zod";
import { nodeKeySchema } from "@/lib/domain/template";
import { operation } from "../operation";
import { moment } from "../schema/page";
import { waiverRow } from "../schema/run";
import { reasonBody, rowParams, words } from "../schema/words";
import { passwordInput } from "./session";

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

export const grantWaiver = operation({
  id: "grantWaiver",
  method: "POST",
  path: "/runs/:runId/waivers/:id/grant",
  summary: "Grant a waiver: a signer of the item's gate who didn't ask, with their password; never by token",
  access: "waiver.grant",
  params: rowParams,
  body: z.strictObject({ password: passwordInput }),
  status: 200,
  response: waiverRow,
  credentials: ["password"],
});

export const revokeWaiver = operation({
  id: "revokeWaiver",
  method: "POST",
  path: "/runs/:runId/waivers/:id/revoke",
  summary:
    "Take a waiver back with the reason and the password; whoever asked may withdraw what was not granted yet without one",
  access: "waiver.grant",
  params: rowParams,
  body: reasonBody.extend({ password: passwordInput.optional() }),
  status: 200,
  response: waiverRow,
  credentials: ["password"],
});

export const waiverOperations = [askWaiver, grantWaiver, revokeWaiver];
