"use client";

import { TemplateEditor } from "@/components/template/editor/template-editor";
import type { Edited } from "@/components/template/editor/use-draft";
import { exportTemplate } from "@/lib/markdown/export";
import { importMarkdown } from "@/lib/markdown/import";

const dialect = {
  write: exportTemplate,
  read: (markdown: string) => {
    const read = importMarkdown(markdown);
    return read.ok ? { document: read.value.document } : { problems: read.problems };
  },
};

/** The editor with our Markdown, which components don't know: both sides are live without asking the server. */
export function Editor(props: Edited) {
  return <TemplateEditor {...props} dialect={dialect} />;
}
