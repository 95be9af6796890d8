import type { TemplateDocument } from "@/lib/domain/template";
import type { Lines } from "@/lib/domain/template-node";
import { meaningOf } from "./fact-meaning";

export type FrontMatter = { lines: Lines; metadata: TemplateDocument["metadata"]; dialect: boolean };

const longest = 200;
const kinds = [
  { open: "---", close: /^(?:---|\.\.\.)$/, pair: /^(["']?)([\p{L}\p{N}_][^:"']{0,80})\1\s?:(?:\s(.*))?$/u },
  { open: "+++", close: /^\+\+\+$/, pair: /^(["']?)([\p{L}\p{N}_][^="'[\]]{0,80}?)\1\s{0,20}=\s?(.*)$/u },
];

/** The block of facts at the top: YAML between `---`, TOML between `+++`. Lists and continued values are joined to their name. */
export function readFrontMatter(lines: string[]): FrontMatter | undefined {
  const kind = kinds.find(({ open }) => lines[0]?.trimEnd() === open);
  if (!kind) return undefined;
  const end = lines.slice(1, longest).findIndex((line) => kind.close.test(line.trimEnd())) + 1;
  if (end < 1) return undefined;
  const metadata: TemplateDocument["metadata"] = [];
  let dialect = false;
  let table = "";
  for (let at = 1; at < end; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    const header = kind.open === "+++" ? /^\[{1,2}([^[\]]{1,80})\]{1,2}$/.exec(line.trim())?.[1] : undefined;
    if (header !== undefined) {
      table = `${header.trim()}.`;
      metadata.push({ name: header.trim(), value: "", lines: [at + 1, at + 1] });
      continue;
    }
    const pair = kind.pair.exec(line);
    const last = metadata.at(-1);
    if (pair) {
      const name = `${table}${(pair[2] ?? "").trim()}`;
      const value = unquote((pair[3] ?? "").trim());
      if (name === "gonogo" && kind.open === "---") dialect = value === "1";
      else metadata.push({ name, value, lines: [at + 1, at + 1] });
    } else if (last && /^[\s#\-\]}"']/.test(line)) {
      last.value = `${last.value} ${line.trim().replace(/^-\s/, "")}`.trim();
      last.lines = [last.lines?.[0] ?? at + 1, at + 1];
    } else return undefined;
  }
  const said = dialect ? metadata : metadata.map((fact) => ({ ...fact, ...meaningOf(spoken(fact.name), fact.value) }));
  return { lines: [1, end + 1], metadata: said, dialect };
}

/** `target_date`, `targetDate` as people say it. */
function spoken(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim();
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  return quoted?.[2] ?? value;
}
