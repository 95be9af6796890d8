import { z } from "zod";
import { importCountsSchema, reportEntrySchema } from "@/lib/domain/import-report";
import { secretFindingSchema } from "@/lib/domain/secret";
import { templateDocumentSchema } from "@/lib/domain/template";
import { correctionSchema } from "@/lib/domain/template-corrections";
import { textRepairSchema } from "@/lib/domain/text-repair";
import { operation } from "../operation";
import { flag, page, pageQuery } from "../schema/page";

export const author = z.object({ id: z.string(), name: z.string() });
const templateParams = z.strictObject({ templateId: z.uuid() });

const importing = {
  title: z.string().trim().min(1).max(300).optional(),
  templateId: z.uuid().optional(),
  repair: flag,
  maskSecrets: flag,
};
/** How the bytes were encoded; `strays` counts those of another encoding in a text of UTF-8. */
const encodingSchema = z.object({ name: z.string(), strays: z.int() });

export const importTemplate = operation({
  id: "importTemplate",
  method: "POST",
  path: "/templates",
  summary:
    "Import a checklist, as Markdown or as a document in JSON or YAML, as a template or the next version of one; dryRun=1 answers 200 and saves nothing, repair=0 leaves wrongly decoded text, maskSecrets=1 masks credentials",
  access: "template.write",
  query: z.strictObject({ dryRun: flag, ...importing }),
  body: z.union([
    z.strictObject({
      markdown: z.string(),
      corrections: z.array(correctionSchema).max(2_000).optional(),
      ...importing,
      message: z.string().trim().min(1).max(400).optional(),
      baseVersion: z.int().positive().max(1_000_000).optional(),
      draft: z.strictObject({ id: z.uuid(), version: z.int().positive().max(2_000_000_000) }).optional(),
      repair: z.boolean().optional(),
      maskSecrets: z.boolean().optional(),
    }),
    z.strictObject({ document: templateDocumentSchema, ...importing, maskSecrets: z.boolean().optional() }),
    templateDocumentSchema,
  ]),
  consumes: ["text/markdown", "text/plain", "application/yaml"],
  status: 201,
  response: z.object({
    id: z.string().nullable(),
    version: z.int().nullable(),
    title: z.string(),
    counts: importCountsSchema,
    report: z.array(reportEntrySchema),
    encoding: encodingSchema.optional(),
    repair: textRepairSchema.optional(),
    secrets: z.array(secretFindingSchema),
    document: templateDocumentSchema.optional(),
  }),
});

export const listTemplates = operation({
  id: "listTemplates",
  method: "GET",
  path: "/templates",
  summary: "The workspace's templates, the last changed first",
  access: "template.read",
  query: pageQuery.extend({ retired: flag }),
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
  summary: "A template's document at its newest or a given version; alone as Markdown or YAML when asked for that",
  access: "template.read",
  params: templateParams,
  query: z.strictObject({ version: z.coerce.number().int().positive().max(1_000_000).optional() }),
  produces: ["text/markdown", "application/yaml"],
  status: 200,
  response: z.object({
    id: z.string(),
    title: z.string(),
    version: z.int(),
    versionId: z.string(),
    digest: z.string(),
    retiredAt: z.string().nullable(),
    versions: z.array(
      z.object({ number: z.int(), publishedAt: z.string(), publishedBy: author, message: z.string().nullable() }),
    ),
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

export const unretireTemplate = operation({
  id: "unretireTemplate",
  method: "POST",
  path: "/templates/:templateId/unretire",
  summary: "Put a retired template back into the list",
  access: "template.write",
  params: templateParams,
  body: z.strictObject({}),
  status: 204,
});

export const renameTemplate = operation({
  id: "renameTemplate",
  method: "PATCH",
  path: "/templates/:templateId",
  summary:
    "Give a template another title in the list; its versions stay as they are. With `was`, only if that is its title",
  access: "template.write",
  params: templateParams,
  body: z.strictObject({ title: z.string().trim().min(1).max(300), was: z.string().max(300).optional() }),
  status: 200,
  response: z.object({ id: z.string(), title: z.string() }),
});

export const templateOperations = [
  importTemplate,
  listTemplates,
  getTemplate,
  renameTemplate,
  retireTemplate,
  unretireTemplate,
];
