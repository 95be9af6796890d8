import { z } from "zod";
import { importCountsSchema, reportEntrySchema, templateDocumentSchema } from "@/lib/domain/template";
import { correctionSchema } from "@/lib/domain/template-corrections";
import { operation } from "../operation";
import { flag, page, pageQuery } from "../schema/page";

const author = z.object({ id: z.string(), name: z.string() });
const templateParams = z.strictObject({ templateId: z.uuid() });

export const importTemplate = operation({
  id: "importTemplate",
  method: "POST",
  path: "/templates",
  summary:
    "Import a Markdown checklist as a template, or as the next version of one; dryRun=1 answers 200 and saves nothing",
  access: "template.write",
  query: z.strictObject({ dryRun: flag, templateId: z.uuid().optional() }),
  body: z.strictObject({
    markdown: z.string(),
    title: z.string().trim().min(1).max(300).optional(),
    corrections: z.array(correctionSchema).max(2_000).optional(),
    templateId: z.uuid().optional(),
  }),
  consumes: ["text/markdown"],
  status: 201,
  response: z.object({
    id: z.string().nullable(),
    version: z.int().nullable(),
    title: z.string(),
    counts: importCountsSchema,
    report: z.array(reportEntrySchema),
    document: templateDocumentSchema.optional(),
  }),
});

export const listTemplates = operation({
  id: "listTemplates",
  method: "GET",
  path: "/templates",
  summary: "The workspace's templates, the last changed first",
  access: "template.read",
  query: pageQuery,
  status: 200,
  response: page(
    z.object({
      id: z.string(),
      title: z.string(),
      version: z.int(),
      versionId: z.string(),
      counts: importCountsSchema,
      runs: z.int(),
      updatedAt: z.string(),
      publishedBy: author,
    }),
  ),
});

export const getTemplate = operation({
  id: "getTemplate",
  method: "GET",
  path: "/templates/:templateId",
  summary: "A template's document at its newest or a given version; as Markdown when asked for text/markdown",
  access: "template.read",
  params: templateParams,
  query: z.strictObject({ version: z.coerce.number().int().positive().max(1_000_000).optional() }),
  produces: ["text/markdown"],
  status: 200,
  response: z.object({
    id: z.string(),
    title: z.string(),
    version: z.int(),
    versionId: z.string(),
    digest: z.string(),
    retiredAt: z.string().nullable(),
    versions: z.array(z.object({ number: z.int(), publishedAt: z.string(), publishedBy: author })),
    document: templateDocumentSchema,
    counts: importCountsSchema,
    report: z.array(reportEntrySchema),
    source: z.string(),
  }),
});

export const retireTemplate = operation({
  id: "retireTemplate",
  method: "DELETE",
  path: "/templates/:templateId",
  summary: "Retire a template: it leaves the list, its runs and versions stay",
  access: "template.write",
  params: templateParams,
  status: 204,
});

export const templateOperations = [importTemplate, listTemplates, getTemplate, retireTemplate];
