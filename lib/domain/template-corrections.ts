import { z } from "zod";
import type { ImportResult, ReportEntry } from "./import-report";
import { stages, type TemplateDocument } from "./template";
import { attributesToTake, bareFact, type Conversion, convertNode } from "./template-convert";
import { linesSchema, nodeKeySchema } from "./template-node";
import type { AnyNode } from "./template-path";
import { documentRows } from "./template-rows";

const conversions = [
  "note",
  "item",
  "section",
  "phase",
  "trigger",
  "announcement",
  "gate",
  "choice",
  "contact",
  "command",
  "manifest",
  "message",
  "sample",
  "plain",
  "nothing",
  ...(["rollback", "timed", "investigate"] as const).map((tier) => `tier ${tier}` as const),
  ...attributesToTake.map((name) => `without ${name}` as const),
  ...[...stages, "none" as const].map((stage) => `stage ${stage}` as const),
] satisfies Conversion[];

/** One change to what the import made of a text, named by where in it the node stands, so that it holds when the text is read again. */
export const correctionSchema = z.strictObject({
  /** What the import made of it. */
  kind: z.string().max(40),
  lines: linesSchema.optional(),
  /** For what no line stands for. */
  key: nodeKeySchema.optional(),
  to: z.enum(conversions),
});
export type Correction = z.infer<typeof correctionSchema>;

export function correctionOf(node: AnyNode, to: Conversion): Correction {
  const place = node.lines ? { lines: node.lines } : "key" in node ? { key: node.key } : {};
  return { kind: node.kind, ...place, to };
}

function matches(node: AnyNode, { kind, lines, key }: Correction): boolean {
  if (node.kind !== kind) return false;
  if (!lines) return "key" in node && node.key === key;
  return node.lines?.[0] === lines[0] && node.lines[1] === lines[1];
}

/** The document with every correction made, in order; `lost` are those that found nothing, as the text was changed. */
export function applyCorrections(
  document: TemplateDocument,
  corrections: readonly Correction[],
): { document: TemplateDocument; lost: Correction[] } {
  let made = document;
  const lost: Correction[] = [];
  for (const correction of corrections) {
    const row = documentRows(made).find(({ node }) => matches(node, correction));
    const next =
      correction.kind === "metadata"
        ? withoutMeaning(made, correction)
        : row && convertNode(made, row.path, correction.to);
    if (next) made = next;
    else lost.push(correction);
  }
  return { document: made, lost };
}

/** What a line about the whole document says is taken back; the line stays as it is. */
function withoutMeaning(document: TemplateDocument, { lines, to }: Correction): TemplateDocument | undefined {
  const at = document.metadata.findIndex(({ means, lines: own }) => means !== undefined && own?.[0] === lines?.[0]);
  const fact = document.metadata[at];
  return fact && to === "without means"
    ? { ...document, metadata: document.metadata.with(at, bareFact(fact)) }
    : undefined;
}

/** True for a node that a correction made what it is. */
export function isCorrected(node: AnyNode, corrections: readonly Correction[]): boolean {
  const [from, to] = node.lines ?? [0, 0];
  return corrections.some(({ lines }) => lines && from > 0 && lines[0] <= from && to <= lines[1]);
}

/** What an import made of a text, as somebody corrected it: the report says so. Its counts are the uncorrected ones. */
export function correctImport(
  read: ImportResult,
  corrections: readonly Correction[],
): ImportResult & { lost: Correction[] } {
  const { document, lost } = applyCorrections(read.document, corrections);
  const changed = documentRows(document).filter(({ node }) => isCorrected(node, corrections));
  const report = read.report.map((entry): ReportEntry => {
    const [line] = entry.lines;
    const row = changed.find(({ node: { lines } }) => lines && lines[0] <= line && line <= lines[1]);
    if (!row || entry.became === "attribute") return entry;
    const note = ["corrected by hand", entry.note].filter(Boolean).join("; ").slice(0, 400);
    const became = becameOf(row.node);
    return { ...entry, ...(became ? { became } : {}), note };
  });
  return { ...read, document, report, lost };
}

function becameOf(node: AnyNode): ReportEntry["became"] | undefined {
  if (node.kind === "code") return node.use === "command" ? "command" : "code";
  return node.kind;
}
