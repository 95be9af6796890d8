import type { Code } from "@/lib/domain/template-leaves";
import { splitGroup } from "./attribute-group";
import type { Fence } from "./block";
import { shorten } from "./shorten";

const commandLanguages =
  /^(?:bash|sh|shell|zsh|fish|console|terminal|shell-session|shellsession|powershell|pwsh|ps1|bat|batch|cmd|sql|psql|mysql|python|py|ruby|rb|js|javascript|ts|typescript|make|groovy|kql|promql|redis|mongo|mongosh|http|curl)$/i;
const manifestLanguages =
  /^(?:ya?ml|json5?|jsonc|toml|xml|ini|hcl|terraform|tf|dockerfile|docker|properties|conf|nginx|env|dotenv|helm|kotlin|java|go|rust|c|cpp|csharp|php|html|css|graphql|proto)$/i;
const shellLine =
  /^\s{0,8}(?:\$ |# |sudo |kubectl |docker |docker-compose |helm |curl |wget |git |npm |npx |pnpm |yarn |cd |export |ssh |scp |aws |gcloud |az |terraform |ansible|psql |pg_dump|make |python3? |pip3? |\.\/|systemctl |velero |redis-cli |mysql |bash |sh |cat |grep |echo |source |rake |rails |bundle |php |node |go )/;

/** Headings and boxes of Markdown, which no shell has. */
const written = /^\s{0,3}#{2,6}\s\S|^\s{0,8}[-*+]\s\[[ xX]\]\s/;

/** What a fenced block is for: something to run, a file to apply, words to send, or an example. */
export function codeUse(language: string | undefined, text: string): Code["use"] {
  if (language && commandLanguages.test(language)) return "command";
  if (language && manifestLanguages.test(language)) return "manifest";
  if (language && !/^(?:text|txt|plain|plaintext|none|log|output|markdown|md|diff|mermaid|csv)$/i.test(language))
    return "command";
  if (language && !/^(?:text|txt|plain|plaintext|none)$/i.test(language)) return "sample";
  const rows = text.split("\n").filter((row) => row.trim() !== "");
  return rows.length > 0 && shellLine.test(rows[0] ?? "") && !rows.some((row) => written.test(row))
    ? "command"
    : "sample";
}

/** A code node of a fenced or indented block; in the dialect its info string may say more. */
export function readCode(block: Fence): { code: Code; leftOver: string; note: boolean } {
  const { text: info, group } = splitGroup(block.info);
  const space = info.search(/\s/);
  const word = space < 0 ? info : info.slice(0, space);
  const leftOver = space < 0 ? "" : info.slice(space).trim();
  const language = group?.values.get("language")?.[0] ?? (word === "" ? undefined : word);
  const stated = group?.values.get("use")?.[0];
  const use =
    stated === "command" || stated === "manifest" || stated === "message" || stated === "sample" ? stated : undefined;
  const code: Code = {
    kind: "code",
    use: use ?? (block.fenced ? codeUse(language, block.text) : "sample"),
    text: block.text,
    lines: block.lines,
  };
  if (language !== undefined) code.language = shorten(language, 60);
  const purpose = group?.values.get("purpose")?.[0];
  if (purpose !== undefined) code.purpose = shorten(purpose, 200);
  const cut = language !== undefined && language.length > 60 ? language : "";
  return { code, leftOver: `${cut} ${leftOver}`.trim(), note: group?.flags.has("note") ?? false };
}
