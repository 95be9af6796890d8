import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { importMarkdown } from "@/lib/markdown/import";
import { repeated, type Spent } from "./repeated.ts";

const part =
  "## Part\n\n- **Severity**: HIGH\n\n- [ ] **Check** `a` < 5 ms\n  - [ ] sub item\n\n```bash\nkubectl get pods\n```\n\n";

/** A checklist of ten thousand lines. */
export const longChecklist = `# Big\n\n${part.repeat(909)}`;

/** Imports it again and again for so many seconds, beside mdast's reading of the same text, which knows nothing of checklists. */
export function importSpeed(seconds: number): { ours: Spent; reference: Spent } {
  const reference = repeated("mdast of 10,000 lines", seconds, () => {
    fromMarkdown(longChecklist, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    return true;
  });
  const ours = repeated("import of 10,000 lines", seconds, () => importMarkdown(longChecklist).ok);
  return { ours, reference };
}
