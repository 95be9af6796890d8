import { z } from "zod";
import { provenHeadSchema } from "@/lib/domain/checkpoint";
import { envelopeSchema } from "@/lib/domain/dsse";
import { runViewSchema } from "@/lib/domain/run-view-schema";
import { signatureProofSchema } from "@/lib/domain/signature-proof";
import { publicKeySchema } from "@/lib/domain/signing-key";
import { templateDocumentSchema } from "@/lib/domain/template";
import { operation } from "../operation";
import { historyFilter } from "../schema/history";
import { overrideRow } from "../schema/override";
import { page } from "../schema/page";
import {
  choiceRow,
  confirmationRow,
  delegationRow,
  evidenceRow,
  gateRow,
  itemRow,
  signatureRow,
  triggerRow,
  waiverRow,
} from "../schema/run";
import { commentRow } from "./comment";
import { itemParams } from "./item";
import { runParams } from "./realtime";

const historyRow = z.object({
  seq: z.int(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  action: z.string(),
  subject: z.object({ kind: z.string(), key: z.string(), item: z.string().optional() }),
  change: z.record(z.string(), z.unknown()).nullable(),
  text: z.string().nullable(),
});

export const auditRow = historyRow.extend({
  chain: z.string(),
  via: z.string(),
  redactedAt: z.string().nullable(),
  body: z.string(),
  salt: z.string().nullable(),
  hash: z.string(),
  prevHash: z.string(),
});

export const getItem = operation({
  id: "getItem",
  method: "GET",
  path: "/runs/:runId/items/:itemKey",
  summary: "One item with its evidence, comments and history",
  access: "run.read",
  params: itemParams,
  status: 200,
  response: z.object({
    item: itemRow,
    evidence: z.array(evidenceRow),
    comments: z.array(commentRow),
    history: z.array(historyRow),
  }),
});

const sequence = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const listAudit = operation({
  id: "listAudit",
  method: "GET",
  path: "/runs/:runId/audit",
  summary:
    "The run's history in the order it was written, or backwards; `after` or `cursor` is the number of the last entry seen",
  access: "history.read",
  params: runParams,
  query: z.strictObject({
    after: sequence.optional(),
    cursor: sequence.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    order: z.enum(["asc", "desc"]).default("asc"),
    ...historyFilter,
  }),
  status: 200,
  response: page(auditRow),
});

export const getDossier = operation({
  id: "getDossier",
  method: "GET",
  path: "/runs/:runId/dossier",
  summary:
    "The run's verifiable record: view, template version, signatures with their bytes, waivers, decisions, history",
  access: "history.export",
  params: runParams,
  status: 200,
  response: z.object({
    format: z.literal("gonogo-dossier/1"),
    exportedAt: z.string(),
    exportedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    run: runViewSchema,
    template: z.object({
      id: z.string(),
      versionId: z.string(),
      number: z.int(),
      title: z.string(),
      digest: z.string(),
      document: templateDocumentSchema,
      source: z.string(),
      sourceSha256: z.string(),
    }),
    signatures: z.array(signatureRow.extend({ statement: z.string(), proof: signatureProofSchema.nullable() })),
    gates: z.array(gateRow),
    overrides: z.array(
      overrideRow.extend({
        statement: z.string(),
        askedProof: signatureProofSchema.nullable(),
        confirmedProof: signatureProofSchema.nullable(),
      }),
    ),
    waivers: z.array(waiverRow),
    confirmations: z.array(confirmationRow),
    delegations: z.array(delegationRow),
    choices: z.array(choiceRow),
    triggers: z.array(triggerRow),
    evidence: z.array(evidenceRow),
    audit: z.object({
      chain: z.string(),
      head: z.object({ seq: z.int(), hash: z.string().nullable() }),
      entries: z.array(auditRow),
    }),
    checkpoints: z.array(z.object({ envelope: envelopeSchema, head: provenHeadSchema })),
    keys: z.array(publicKeySchema),
    seal: envelopeSchema,
  }),
});

export const getDossierPdf = operation({
  id: "getDossierPdf",
  method: "GET",
  path: "/runs/:runId/dossier/pdf",
  summary: "The same for people: cover with the verdict, signatures, decisions, items, evidence, history, on A4",
  access: "history.export",
  params: runParams,
  produces: ["application/pdf"],
  status: 200,
});

export const auditOperations = [getItem, listAudit, getDossier, getDossierPdf];
