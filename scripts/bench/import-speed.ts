import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { importMarkdown } from "@/lib/markdown/import";
import type { Measure } from "./load.ts";

const part =
  "## Part\n\n- **Severity**: HIGH\n\n- [ ] **Check** `a` < 5 ms\n  - [ ] sub item\n\n```bash\nkubectl get pods\n```\n\n";

/** A checklist of ten thousand lines. */
export const longChecklist = `# Big\n\n${part.repeat(909)}`;

/** Imports it again and again for so many seconds, beside mdast's reading of the same text, which knows nothing of checklists. */
export function importSpeed(seconds: number): {
  ours: Measure & { cpuMs: number };
  reference: Measure & { cpuMs: number };
} {
  const reference = repeated("mdast of 10,000 lines", seconds, () => {
    fromMarkdown(longChecklist, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    return true;
  });
  const ours = repeated("import of 10,000 lines", seconds, () => importMarkdown(longChecklist).ok);
  return { ours, reference };
}

function repeated(name: string, seconds: number, work: () => boolean): Measure & { cpuMs: number } {
  work();
  const times: number[] = [];
  let errors = 0;
  const began = process.cpuUsage();
  for (const until = performance.now() + seconds * 1000; performance.now() < until || times.length < 3; ) {
    const start = performance.now();
    if (!work()) errors += 1;
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(began);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const spent = times.reduce((sum, each) => sum + each, 0);
  return {
    name,
    requests: times.length,
    perSecond: (times.length * 1000) / spent,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors,
    faults: errors > 0 ? { refused: errors } : {},
    cpuMs: (user + system) / 1000 / times.length,
  };
}
