/**
 * What a run writes into the document it came from stands between comments, so that the next time replaces it and an
 * import reads the document as if it weren't there.
 */
const opens = "<!-- gonogo status: written from the run, replaced by the next one -->";
const closes = "<!-- /gonogo status -->";

/** Words at the end of a line. */
export function addedMark(words: string): string {
  return ` <!-- gonogo -->${words}<!-- /gonogo -->`;
}

/** Words in place of a run of one sign to write on (`______`), which the comment keeps. */
export function replacedMark(blank: string, words: string): string {
  return `<!-- gonogo ${blank.charAt(0)}${blank.length} -->${words}<!-- /gonogo -->`;
}

export function statusBlock(rows: readonly string[]): string[] {
  return [opens, ...rows, closes, ""];
}

const added = / <!-- gonogo -->(?:[^\n<]|<(?!!-- ))*<!-- \/gonogo -->/g;
const replaced = /<!-- gonogo ([_.…])(\d{1,4}) -->(?:[^\n<]|<(?!!-- ))*<!-- \/gonogo -->/g;

/** A line as it was before a run wrote on it. */
export function withoutMarks(line: string): string {
  if (!line.includes("<!-- gonogo ")) return line;
  return line.replace(added, "").replace(replaced, (_, sign: string, length: string) => sign.repeat(Number(length)));
}

/** First and last index of the status of a run, with the blank line below it; null without one. */
export function statusRange(lines: readonly string[]): [from: number, to: number] | null {
  const from = lines.indexOf(opens);
  const to = from < 0 ? -1 : lines.indexOf(closes, from);
  if (to < 0) return null;
  return [from, lines[to + 1] === "" ? to + 1 : to];
}

/** The lines of a document without what a run wrote: its status as blank lines, so that line numbers stay. */
export function withoutWriteBack(lines: readonly string[]): { lines: string[]; status: [number, number] | null } {
  const status = statusRange(lines);
  return {
    lines: lines.map((line, at) => (status && at >= status[0] && at <= status[1] ? "" : withoutMarks(line))),
    status,
  };
}
