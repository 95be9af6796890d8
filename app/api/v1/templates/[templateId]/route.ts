import { readTemplate } from "@/lib/data/template.read";
import { renameTemplate } from "@/lib/data/template-rename.write";
import { retireTemplate } from "@/lib/data/template-retire.write";
import { answerMarkdown, answerText, wantedForm } from "@/lib/http/answer";
import { getTemplate, renameTemplate as renaming, retireTemplate as retiring } from "@/lib/http/operations/template";
import { route } from "@/lib/http/route";
import { exportTemplate } from "@/lib/markdown/export";
import { writeYaml } from "@/lib/markdown/template-yaml";

export const GET = route(getTemplate, async (ctx, { params, query, request }) => {
  const template = await readTemplate(ctx, params.templateId, query.version);
  const form = wantedForm(request);
  if (!template.ok || form === "json") return template;
  const { document, title } = template.value;
  if (form === "yaml") return answerText(writeYaml(document), `${title}.yaml`, "application/yaml");
  return answerMarkdown(exportTemplate(document), title);
});

export const PATCH = route(renaming, (ctx, { params, body }) => renameTemplate(ctx, params.templateId, body));

export const DELETE = route(retiring, (ctx, { params }) => retireTemplate(ctx, params.templateId));
