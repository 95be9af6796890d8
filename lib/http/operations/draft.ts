import { z } from "zod";
import { templateDocumentSchema } from "@/lib/domain/template";
import { draftInputSchema } from "@/lib/domain/template-draft";
import { operation } from "../operation";
import { page, pageQuery } from "../schema/page";
import { author } from "./template";

const draftParams = z.strictObject({ draftId: z.uuid() });
const number = z.int().positive().max(2_000_000_000);
/** The template it becomes the next version of, and the version it was begun from. */
const next = { templateId: z.uuid(), baseVersion: number };
const imported = z.strictObject({ input: draftInputSchema });
const edited = z.strictObject({ document: templateDocumentSchema });

const summary = {
  id: z.string(),
  title: z.string(),
  template: z.object({ id: z.string(), title: z.string() }).nullable(),
  baseVersion: z.int().nullable(),
  edited: z.boolean(),
  version: z.int(),
  savedAt: z.string(),
  savedBy: author,
  createdBy: author,
};
const saved = z.object({ id: z.string(), version: z.int(), savedAt: z.string() });

export const listDrafts = operation({
  id: "listDrafts",
  method: "GET",
  path: "/drafts",
  summary: "Templates and next versions that aren't published yet, the last saved first",
  access: "template.write",
  query: pageQuery,
  status: 200,
  response: page(z.object(summary)),
});

export const createDraft = operation({
  id: "createDraft",
  method: "POST",
  path: "/drafts",
  summary:
    "Keep an imported text with its corrections, or a document, as a draft of a new template or of a template's next version; a template has one draft, so that a second is a conflict with whose there is",
  access: "template.write",
  body: z.union([
    imported,
    edited,
    z.strictObject({ ...imported.shape, ...next }),
    z.strictObject({ ...edited.shape, ...next }),
  ]),
  status: 201,
  response: saved,
});

export const getDraft = operation({
  id: "getDraft",
  method: "GET",
  path: "/drafts/:draftId",
  summary: "A draft: its document, and the text it was imported from",
  access: "template.write",
  params: draftParams,
  status: 200,
  response: z.object({ ...summary, input: draftInputSchema.nullable(), document: templateDocumentSchema }),
});

export const saveDraft = operation({
  id: "saveDraft",
  method: "PUT",
  path: "/drafts/:draftId",
  summary:
    "Save a draft on the `version` it was made from; when somebody saved another one, a conflict says who and when",
  access: "template.write",
  params: draftParams,
  body: z.union([
    z.strictObject({ ...imported.shape, version: number }),
    z.strictObject({ ...edited.shape, version: number }),
  ]),
  status: 200,
  response: saved,
});

export const discardDraft = operation({
  id: "discardDraft",
  method: "DELETE",
  path: "/drafts/:draftId",
  summary: "Throw a draft away; with `version` only if nobody saved another one",
  access: "template.write",
  params: draftParams,
  query: z.strictObject({ version: z.coerce.number().pipe(number).optional() }),
  status: 204,
});

export const draftOperations = [listDrafts, createDraft, getDraft, saveDraft, discardDraft];
