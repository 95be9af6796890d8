"use client";

import { TemplateEditor } from "@/components/template/editor/template-editor";
import type { TemplateDocument } from "@/lib/domain/template";
import { exportTemplate } from "@/lib/markdown/export";
import { importMarkdown } from "@/lib/markdown/import";

const dialect = {
  write: exportTemplate,
  read: (markdown: string) => {
    const read = importMarkdown(markdown);
    return read.ok ? { document: read.value.document } : { problems: read.problems };
  },
};

type Props = { template: { id: string; title: string; version: number }; published: TemplateDocument };

/** The editor with our Markdown, which components don't know: both sides are live without asking the server. */
export function Editor(props: Props) {
  return <TemplateEditor {...props} dialect={dialect} />;
}
