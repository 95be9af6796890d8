import type { Lines, TemplateDocument } from "@/lib/domain/template";

export type FrontMatter = { lines: Lines; metadata: TemplateDocument["metadata"]; dialect: boolean };

const longest = 200;

/** The `---` block of `name: value` lines at the top; lists and continued values are joined to their name. */
export function readFrontMatter(lines: string[]): FrontMatter | undefined {
  if (lines[0]?.trimEnd() !== "---") return undefined;
  const end = lines.slice(1, longest).findIndex((line) => line.trimEnd() === "---" || line.trimEnd() === "...") + 1;
  if (end < 1) return undefined;
  const metadata: TemplateDocument["metadata"] = [];
  let dialect = false;
  for (let at = 1; at < end; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    const pair = /^(["']?)([\p{L}\p{N}_][^:"']{0,80})\1\s?:(?:\s(.*))?$/u.exec(line);
    const last = metadata.at(-1);
    if (pair) {
      const name = (pair[2] ?? "").trim();
      const value = unquote((pair[3] ?? "").trim());
      if (name === "gonogo") dialect = value === "1";
      else metadata.push({ name, value, lines: [at + 1, at + 1] });
    } else if (last && /^[\s#-]/.test(line)) {
      last.value = `${last.value} ${line.trim().replace(/^-\s/, "")}`.trim();
      last.lines = [last.lines?.[0] ?? at + 1, at + 1];
    } else return undefined;
  }
  return { lines: [1, end + 1], metadata, dialect };
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  return quoted?.[2] ?? value;
}
