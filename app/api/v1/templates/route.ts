import { listTemplates } from "@/lib/data/template.read";
import { importTemplate, previewTemplate } from "@/lib/data/template.write";
import { accept } from "@/lib/domain/refusal";
import { answerJson } from "@/lib/http/answer";
import { importTemplate as importing, listTemplates as listing } from "@/lib/http/operations/template";
import { route } from "@/lib/http/route";
import { readTemplateBody } from "@/lib/http/template-body";

export const GET = route(listing, (ctx, { query }) => listTemplates(ctx, query));

export const POST = route(importing, async (ctx, { query, body, text }) => {
  const { dryRun, ...options } = query;
  const input = readTemplateBody(options, body, text);
  if (!input.ok) return input;
  const imported = await (dryRun ? previewTemplate(ctx, input.value) : importTemplate(ctx, input.value));
  if (!imported.ok) return imported;
  return dryRun ? answerJson(imported.value) : accept(imported.value);
});
