import { z } from "zod";
import { severitySchema } from "@/lib/domain/severity";
import { templateDocumentSchema } from "@/lib/domain/template";
import { operation } from "../operation";
import { runParams } from "./realtime";

const about = { id: z.string(), key: z.string(), title: z.string() };

const proposal = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("estimate"),
    ...about,
    minutes: z.number(),
    before: z.number().nullable(),
    measured: z.number(),
  }),
  z.object({ what: z.literal("optional"), ...about, severity: severitySchema, times: z.int() }),
  z.object({ what: z.literal("item"), ...about, text: z.string() }),
  z.object({
    what: z.literal("need"),
    ...about,
    need: z.string(),
    needTitle: z.string(),
    needed: z.boolean(),
    reason: z.string().nullable(),
  }),
  z.object({ what: z.literal("check"), ...about, name: z.string() }),
]);

const head = z.object({
  id: z.string(),
  version: z.int(),
  savedAt: z.string(),
  savedBy: z.object({ id: z.string(), name: z.string() }),
});

export const getImprovements = operation({
  id: "getImprovements",
  method: "GET",
  path: "/runs/:runId/improvements",
  summary:
    "What a run that is over would change in its template: estimates it missed, items set aside every time, action items that belong in it, needs and checks the run added. With the document they change: the draft of the next version, else the newest one",
  access: "template.write",
  params: runParams,
  status: 200,
  response: z.object({
    template: z.object({ id: z.string(), title: z.string(), version: z.int() }),
    draft: head.nullable(),
    document: templateDocumentSchema,
    baseVersion: z.int(),
    proposals: z.array(proposal),
  }),
});

const number = z.int().positive();

export const improveTemplate = operation({
  id: "improveTemplate",
  method: "POST",
  path: "/runs/:runId/improvements",
  summary:
    "Make proposals a draft of the template's next version, or add them to the draft there is; `into` is the part a new item goes into, `on` what they were looked at on",
  access: "template.write",
  params: runParams,
  body: z.strictObject({
    take: z
      .array(z.strictObject({ id: z.string().min(1).max(400), into: z.string().min(1).max(96).optional() }))
      .min(1)
      .max(2_000),
    on: z.strictObject({ baseVersion: number, draftVersion: number.nullable() }),
  }),
  status: 201,
  response: z.object({ id: z.string(), version: z.int(), savedAt: z.string() }),
});

export const improvementOperations = [getImprovements, improveTemplate];
