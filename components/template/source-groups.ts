import type { ReportEntry } from "@/lib/domain/import-report";

/** Lines of the source that became one thing, or blank ones between (`entry` null). Line numbers start at 1. */
export type SourceGroup = { entry: ReportEntry | null; index: number; from: number; lines: string[] };

/** Cuts the source along the report, so that each group shows beside it what it became. Every line is in one group. */
export function groupSource(source: string, report: readonly ReportEntry[]): SourceGroup[] {
  const lines = source.split(/\r\n|\r|\n/);
  const groups: SourceGroup[] = [];
  let line = 1;
  const take = (entry: ReportEntry | null, index: number, to: number) => {
    const last = Math.min(to, lines.length);
    if (last < line) return;
    groups.push({ entry, index, from: line, lines: lines.slice(line - 1, last) });
    line = last + 1;
  };
  for (const [index, entry] of report.entries()) {
    take(null, -1, entry.lines[0] - 1);
    take(entry, index, entry.lines[1]);
  }
  // What has no entry, as everything while it is being read, goes line by line: each can be drawn by itself.
  while (line <= lines.length) take(null, -1, line);
  return groups;
}

/** What the report says of lines, unless that only repeats them: beside its source a copy tells nobody anything. */
export function noteBeside({ entry, lines }: SourceGroup): string | undefined {
  const note = entry?.note;
  if (!note) return undefined;
  const plain = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return plain(lines.join(" ")).includes(plain(note.replace(/…$/, ""))) ? undefined : note;
}

const named = new Set<ReportEntry["became"]>([
  "phase",
  "section",
  "item",
  "gate",
  "trigger",
  "choice",
  "announcement",
  "signoff",
  "blank",
]);

/** The entry a node was made by: the one that names it, before those that only belong to it. */
export function entryOfNode(report: readonly ReportEntry[], key: string): number {
  const naming = report.findIndex((entry) => entry.key === key && named.has(entry.became));
  return naming >= 0 ? naming : report.findIndex((entry) => entry.key === key);
}
