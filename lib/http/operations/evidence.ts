import { z } from "zod";
import { secretFindingSchema } from "@/lib/domain/secret";
import { webAddressSchema } from "@/lib/domain/web-address";
import { operation } from "../operation";
import { flag, moment } from "../schema/page";
import { evidenceRow } from "../schema/run";
import { itemParams } from "./item";
import { runParams } from "./realtime";

const evidenceTitle = z.string().trim().min(1).max(200);
const common = { title: evidenceTitle.optional(), expiresAt: moment.nullable().optional() };
/** Bullets instead of what looks like a credential; or nothing stored while it isn't said what to do with it. */
const secrets = { maskSecrets: z.boolean().optional(), askSecrets: z.boolean().optional() };
/** Text parts beside the file. */
export const uploadFields = z.strictObject({ ...common, maskSecrets: flag, askSecrets: flag });

export const addEvidence = operation({
  id: "addEvidence",
  method: "POST",
  path: "/runs/:runId/items/:itemKey/evidence",
  summary:
    "Attach a file (multipart/form-data, part `file`, at most 25 MB), a link, a note, a measured value or a command's output; maskSecrets masks what looks like a credential, askSecrets refuses it with its lines (secrets_found)",
  access: "item.attach",
  params: itemParams,
  body: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("link"),
      url: webAddressSchema,
      text: z.string().trim().max(2000).optional(),
      ...common,
    }),
    z.strictObject({ kind: z.literal("note"), text: z.string().trim().min(1).max(20_000), ...secrets, ...common }),
    z.strictObject({ kind: z.literal("value"), text: z.string().trim().min(1).max(200), ...common }),
    z.strictObject({ kind: z.literal("output"), text: z.string().min(1).max(1_048_576), ...secrets, ...common }),
  ]),
  consumes: ["multipart/form-data"],
  status: 201,
  response: evidenceRow.extend({ secrets: z.array(secretFindingSchema).optional() }),
});

export const getEvidenceContent = operation({
  id: "getEvidenceContent",
  method: "GET",
  path: "/runs/:runId/evidence/:evidenceId/content",
  summary: "The bytes of a file, or the whole text of a note, value or output, always as a download",
  access: "run.read",
  params: runParams.extend({ evidenceId: z.uuid() }),
  produces: ["application/octet-stream", "text/plain"],
  status: 200,
});

export const redactEvidence = operation({
  id: "redactEvidence",
  method: "POST",
  path: "/runs/:runId/evidence/:evidenceId/redaction",
  summary: "Take away what a piece of evidence says, for good; that it was there, and its digest, stay",
  access: "evidence.redact",
  params: runParams.extend({ evidenceId: z.uuid() }),
  body: z.strictObject({ reason: z.string().max(2000) }),
  status: 200,
  response: evidenceRow,
});

export const evidenceOperations = [addEvidence, getEvidenceContent, redactEvidence];
