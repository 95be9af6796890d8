import { type TemplateDocument, type Variable, variableSchema } from "@/lib/domain/template";
import { variableName } from "@/lib/domain/variable";
import { formatGroup, splitGroup } from "./attribute-group";
import type { Entry, Quote } from "./block";
import { strong } from "./dialect-nodes";
import type { Draft } from "./draft";
import { isPlainRow } from "./export-note";

const title = "Variables";

/** `> **Variables** {variables}` before the first phase, with an entry for each; false when the quote is none. */
export function readVariables(draft: Draft, document: TemplateDocument, quote: Quote): boolean {
  const [first, list] = quote.blocks;
  if (first?.type !== "paragraph" || first.rows.length !== 1 || quote.blocks.length !== 2) return false;
  const { text, group } = splitGroup(first.rows[0] ?? "");
  if (!group?.flags.has("variables") || strong(text) === undefined || list?.type !== "list") return false;
  const known = document.variables ?? [];
  const found: Variable[] = [];
  for (const entry of list.entries) {
    const variable = readVariable(entry);
    if (!variable || [...known, ...found].some(({ key }) => key === variable.key)) return false;
    found.push(variable);
  }
  document.variables = [...known, ...found];
  draft.claim(quote.lines, "variable", undefined, strong(text) === title ? undefined : `written as "${text}"`);
  return true;
}

/** `- **Service**: what it deploys {required default=checkout option=checkout option=billing written="<SERVICE>" #service}`. */
function readVariable(entry: Entry): Variable | undefined {
  const first = entry.blocks[0];
  if (entry.blocks.length !== 1 || first?.type !== "paragraph") return undefined;
  const { text, group } = splitGroup(first.rows.map((row) => row.trim()).join(" "));
  const end = text.startsWith("**") ? text.indexOf("**", 2) : -1;
  const label = group?.values.get("name")?.[0] ?? (end < 0 ? undefined : text.slice(2, end));
  if (label === undefined) return undefined;
  const hint =
    group?.values.get("text")?.[0] ??
    (end < 0
      ? ""
      : text
          .slice(end + 2)
          .replace(/^:/, "")
          .trim());
  const options = group?.values.get("option");
  const written = group?.values.get("written");
  const fallback = group?.values.get("default")?.[0];
  const variable = variableSchema.safeParse({
    key: group?.key ?? variableName(label),
    label,
    ...(hint === "" ? {} : { hint }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(options ? { options } : {}),
    ...(group?.flags.has("required") ? { required: true } : {}),
    ...(written ? { written } : {}),
    lines: entry.lines,
  });
  return variable.success ? variable.data : undefined;
}

/** The block as `readVariables` reads it. */
export function renderVariables(variables: readonly Variable[]): string {
  return [`**${title}** {variables}`, "", ...variables.map(renderVariable)]
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

function renderVariable(variable: Variable): string {
  const { key, label, hint = "", options = [], written = [] } = variable;
  const row = hint === "" ? `**${label}**` : `**${label}**: ${hint}`;
  const spelled = !label.includes("*") && hint !== ":" && isPlainRow(row) && !row.endsWith("}");
  const group = formatGroup({
    flags: variable.required ? ["required"] : [],
    values: [
      ["name", spelled ? undefined : label],
      ["text", spelled ? undefined : hint],
      ["default", variable.default],
      ...options.map((option): [string, string] => ["option", option]),
      ...written.map((text): [string, string] => ["written", text]),
    ],
    key: spelled && variableName(label) === key ? undefined : key,
  });
  return ["-", spelled ? row : "", group].filter((part) => part !== "").join(" ");
}
