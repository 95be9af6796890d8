import { z } from "zod";
import { artefactSchema } from "@/lib/domain/artefact";
import { verdicts } from "@/lib/domain/assessment";
import { blockerSchema, readinessSchema, reasonSchema } from "@/lib/domain/readiness-schema";
import { gateStatuses } from "@/lib/domain/run";
import { nodeKeySchema } from "@/lib/domain/template-node";
import { operation } from "../operation";
import { gateRow } from "../schema/run";
import { nodeParams, words } from "../schema/words";
import { runParams } from "./realtime";

const supposedList = z.string().max(8000).optional();

export const getReadiness = operation({
  id: "getReadiness",
  method: "GET",
  path: "/runs/:runId/readiness",
  summary:
    "Score, verdict, reasons, who blocks, forecast and next action of a gate, by default the first undecided one; with done, waived, signed, decided or chosen (lists with commas) as they would be, the run left alone",
  access: "run.read",
  params: runParams,
  query: z.strictObject({
    gate: nodeKeySchema.optional(),
    /** Keys of items, sections and phases supposed passed. */
    done: supposedList,
    /** The same, supposed waived. */
    waived: supposedList,
    /** Keys of sign-offs, or ids of people, supposed to approve. */
    signed: supposedList,
    /** Keys of gates supposed to have their GO. */
    decided: supposedList,
    /** Choices supposed taken, as `choice:option`. */
    chosen: supposedList,
  }),
  status: 200,
  response: readinessSchema,
});

export const askGate = operation({
  id: "askGate",
  method: "GET",
  path: "/runs/:runId/gate",
  summary: "For pipelines: 200 when go, go_with_conditions or override, 409 when not, 503 when it can't tell",
  access: "gate.read",
  params: runParams,
  query: z.strictObject({
    gate: nodeKeySchema.optional(),
    /** Version, commit, image or build about to be deployed; another one than the run's is NO-GO. */
    artefact: z.string().trim().min(1).max(400).optional(),
  }),
  status: 200,
  response: z.object({
    run: z.string(),
    gate: z.string(),
    gateTitle: z.string(),
    status: z.enum(gateStatuses),
    verdict: z.enum(verdicts),
    score: z.number(),
    required: z.number(),
    reasons: z.array(reasonSchema),
    conditions: z.array(z.object({ text: z.string(), item: z.string().optional(), signature: z.string().optional() })),
    blockers: z.array(blockerSchema),
    override: z
      .object({
        id: z.string(),
        reason: z.string(),
        endsAt: z.string(),
        overridden: z.array(z.string()),
        askedBy: z.object({ name: z.string(), as: z.string(), at: z.string() }),
        confirmedBy: z.object({ name: z.string(), as: z.string(), at: z.string() }),
      })
      .nullable(),
    artefact: artefactSchema.nullable(),
    seq: z.int(),
    checkedAt: z.string(),
    validUntil: z.string().nullable(),
  }),
});

const decision = {
  access: "gate.declare",
  method: "POST",
  params: nodeParams,
  body: z.strictObject({ reason: words.optional() }),
  status: 200,
  response: gateRow,
} as const;

export const declareGo = operation({
  ...decision,
  id: "declareGo",
  path: "/runs/:runId/gates/:key/go",
  summary: "Record GO; refused with the reasons unless the gate is ready. The lead's",
});

export const declareNoGo = operation({
  ...decision,
  id: "declareNoGo",
  path: "/runs/:runId/gates/:key/no-go",
  summary: "Record NO-GO with the reason. The lead's",
});

export const reopenGate = operation({
  ...decision,
  id: "reopenGate",
  path: "/runs/:runId/gates/:key/reopen",
  summary: "Take a recorded decision back with the reason. The lead's",
});

export const closeRun = operation({
  id: "closeRun",
  method: "POST",
  path: "/runs/:runId/close",
  summary: "End a run; with gates undecided, with the reason. The lead's",
  access: "run.close",
  params: runParams,
  body: z.strictObject({ reason: words.optional() }),
  status: 200,
  response: z.object({ id: z.string(), closedAt: z.string() }),
});

export const gateOperations = [getReadiness, askGate, declareGo, declareNoGo, reopenGate, closeRun];
