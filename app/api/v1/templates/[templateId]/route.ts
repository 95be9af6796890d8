import { readTemplate } from "@/lib/data/template.read";
import { retireTemplate } from "@/lib/data/template.write";
import { answerMarkdown, wantsMarkdown } from "@/lib/http/answer";
import { getTemplate, retireTemplate as retiring } from "@/lib/http/operations/template";
import { route } from "@/lib/http/route";
import { exportTemplate } from "@/lib/markdown/export";

export const GET = route(getTemplate, async (ctx, { params, query, request }) => {
  const template = await readTemplate(ctx, params.templateId, query.version);
  if (!template.ok || !wantsMarkdown(request)) return template;
  return answerMarkdown(exportTemplate(template.value.document), template.value.title);
});

export const DELETE = route(retiring, (ctx, { params }) => retireTemplate(ctx, params.templateId));
