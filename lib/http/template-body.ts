import type { ImportInput } from "@/lib/data/template.write";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";
import { documentSource } from "@/lib/markdown/document-source";
import { parseYaml } from "@/lib/markdown/template-yaml";
import { decodeText, isTooDeep, parseJson, parseWith } from "./body";
import type { TextBody } from "./route";

type Options = Omit<ImportInput, "markdown">;
type JsonBody = ({ markdown: string } & Options) | ({ document: TemplateDocument } & Options) | TemplateDocument;

/** What is to be imported: Markdown as it came, or a document given as JSON or YAML written as Markdown. */
export function readTemplateBody(query: Options, body: JsonBody, text: TextBody | null): Result<ImportInput> {
  const encoding = text ? { name: text.encoding, strays: text.strays } : undefined;
  if (text && !text.media.endsWith("yaml")) return accept({ ...query, encoding, markdown: text.text });
  if (text) {
    const parsed = parseYaml(text.text);
    if (!parsed.ok) return refuse("invalid_input", parsed.message, { problems: [parsed] });
    if (isTooDeep(parsed.value)) return refuse("invalid_input", "The document nests too deep.");
    const document = parseWith(templateDocumentSchema, parsed.value, "document");
    return document.ok ? fromDocument({ ...query, encoding }, document.value) : document;
  }
  if ("schema" in body) return fromDocument(query, body);
  if ("markdown" in body) return accept({ ...query, ...body });
  const { document, ...named } = body;
  return fromDocument({ ...query, ...named }, document);
}

/** Data has no encoding to be wrong about. */
function fromDocument(options: Options, document: TemplateDocument): Result<ImportInput> {
  const markdown = documentSource(document);
  return markdown.ok ? accept({ ...options, repair: false, markdown: markdown.value }) : markdown;
}

/** The same for the bytes of a file; its name says whether it is a document as data (`.json`, `.yaml`, `.yml`). */
export function readTemplateFile(bytes: Uint8Array, name: string, options: Options): Result<ImportInput> {
  if (name.endsWith(".json")) {
    const document = parseJson(bytes, templateDocumentSchema);
    return document.ok ? fromDocument(options, document.value) : document;
  }
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const media = /\.ya?ml$/.test(name) ? "application/yaml" : "text/markdown";
  return readTemplateBody(options, { markdown: "" }, { ...text.value, media });
}
