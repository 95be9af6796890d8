import { listTemplates } from "@/lib/data/template.read";
import { importTemplate, previewTemplate } from "@/lib/data/template.write";
import { answerJson } from "@/lib/http/answer";
import { importTemplate as importing, listTemplates as listing } from "@/lib/http/operations/template";
import { route } from "@/lib/http/route";

export const GET = route(listing, (ctx, { query }) => listTemplates(ctx, query));

export const POST = route(importing, async (ctx, { query, body, text }) => {
  const { dryRun, ...named } = query;
  const input = text === null ? { ...named, ...body } : { ...named, markdown: text };
  if (!dryRun) return importTemplate(ctx, input);
  const preview = await previewTemplate(ctx, input);
  return preview.ok ? answerJson(preview.value) : preview;
});
