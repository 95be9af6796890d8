import type { TemplateDocument } from "@/lib/domain/template";
import type { Blank, Criterion, Fact, Reference } from "@/lib/domain/template-leaves";
import { formatGroup, splitGroup } from "./attribute-group";
import { isPlainRow } from "./export-note";
import { expectationValues } from "./group-attributes";

type Values = [string, string | undefined][];

/** `- text {flag …}`, the text in the group where it would be read as something else. */
function entry(text: string, flag: string, values: Values, key?: string): string {
  const plain = isPlainRow(text);
  const group = formatGroup({ flags: [flag], values: [["text", plain ? undefined : text], ...values], key });
  return plain ? `- ${text} ${group}` : `- ${group}`;
}

export function renderCriterion({ title, expectation }: Criterion): string {
  return entry(title, "criterion", expectationValues(expectation));
}

/** Target and range follow from the text. */
export function renderReference({ markdown }: Reference): string {
  return entry(markdown, "reference", []);
}

export function renderBlank(blank: Blank, key: string | undefined): string {
  const values: Values = [
    ["ask", blank.ask === "text" ? undefined : blank.ask],
    ["variable", blank.name],
    ["example", blank.example],
  ];
  return entry(blank.title, "blank", values, key);
}

export function renderFact(fact: Fact): string {
  const spelled = isSpelled(fact);
  const values: Values = [
    ["name", spelled ? undefined : fact.name],
    ["value", spelled ? undefined : fact.value],
    ...meaning(fact),
  ];
  const group = formatGroup({ flags: ["fact"], values });
  return spelled ? `- **${fact.name}**: ${fact.value} ${group}` : `- ${group}`;
}

function isSpelled({ name, value }: Fact): boolean {
  const line = `**${name}**: ${value}`;
  return name !== "" && !name.includes("*") && value !== "" && value.trim() === value && isPlainRow(line);
}

function meaning({ means, from, to }: Pick<Fact, "means" | "from" | "to">): Values {
  return [
    ["means", means],
    ["from", from],
    ["to", to],
  ];
}

/** A fact about the document, with a group where it means something or ends in what would be read as one. */
export function renderMetadata(entry: TemplateDocument["metadata"][number]): string {
  const line = `- **${entry.name}**: ${entry.value}`.replace(/(?<!\s)\s*\n\s*/g, " ").trim();
  const group = formatGroup({ values: meaning(entry) });
  if (group !== "") return `${line} ${group}`;
  return splitGroup(line).group ? `${line} ${formatGroup({ flags: ["fact"] })}` : line;
}
