import type { Problem } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";

/** Our Markdown and back, given by the page: what reads and writes it isn't known here. */
export type Dialect = {
  read: (markdown: string) => { document: TemplateDocument } | { problems: readonly Problem[] };
  write: (document: TemplateDocument) => string;
};
