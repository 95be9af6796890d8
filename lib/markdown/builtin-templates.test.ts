import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { conditionalItems } from "@/lib/domain/conditional-parts";
import { runDocument } from "@/lib/domain/run-document";
import { snapshotOf } from "@/lib/domain/sample-run";
import { type Content, type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";
import { indexDocument } from "@/lib/domain/template-tree";
import { builtInNames } from "@/lib/domain/variable";
import { variableUse } from "@/lib/domain/variable-use";
import { exportTemplate } from "./export";
import { importMarkdown } from "./import";
import { keyedNodes } from "./keys";

const folder = path.resolve(import.meta.dirname, "../../templates");
const names = readdirSync(folder).filter((name) => name.endsWith(".md"));

/** Keys that a document points at: needs, coverage, items of options. */
function references(document: TemplateDocument): string[] {
  const walk = (content: Content[]): string[] =>
    content.flatMap((each) => {
      if (each.kind === "gate") return each.covers ?? [];
      if (each.kind === "choice") return each.options.flatMap((option) => option.items ?? []);
      return each.kind === "item" || each.kind === "section" ? [...(each.needs ?? []), ...walk(each.content)] : [];
    });
  return document.phases.flatMap((phase) =>
    phase.kind === "gate" ? (phase.covers ?? []) : [...(phase.needs ?? []), ...walk(phase.content)],
  );
}

describe("built-in checklists", () => {
  test("are the six that a release team looks for", () =>
    expect(names).toEqual([
      "canary-rollout.md",
      "observability-rollout.md",
      "production-deployment.md",
      "readiness-blockers.md",
      "service-launch.md",
      "staging-to-production.md",
    ]));

  test.each(names)("%s is a complete checklist in the dialect, spelled as the export spells it", (name) => {
    const source = readFileSync(path.join(folder, name), "utf8");
    const outcome = importMarkdown(source);
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
    const { document, counts, report } = outcome.value;
    expect(templateDocumentSchema.safeParse(document).error).toBeUndefined();
    expect(exportTemplate(document)).toBe(source);
    expect(counts.items).toBeGreaterThanOrEqual(60);
    expect(counts.items).toBeLessThanOrEqual(110);
    for (const kind of ["commands", "choices", "recurring", "contacts", "announcements", "expectations"] as const)
      expect(counts[kind], kind).toBeGreaterThan(0);
    expect(counts.signoffs).toBeGreaterThan(5);
    expect(counts.gates).toBeGreaterThan(2);
    expect(counts.triggers).toBeGreaterThan(3);
    expect(document.metadata.map((fact) => fact.name)).toContain("Purpose");
    const keys = new Set(keyedNodes(document).map(({ node }) => node.key));
    expect(references(document).filter((key) => !keys.has(key))).toEqual([]);
    expect(report.filter((entry) => entry.note?.includes("can't be read"))).toEqual([]);
  });

  test.each(names)("%s names no variable that nothing answers, and asks for nothing without a proposal", (name) => {
    const document = read(name);
    const { names: used, captures } = variableUse(document);
    const declared = (document.variables ?? []).map(({ key }) => key);
    const known = new Set<string>([...declared, ...captures.keys(), ...builtInNames]);
    expect(used.filter((each) => !known.has(each))).toEqual([]);
    expect(declared.filter((each) => !used.includes(each))).toEqual([]);
    expect((document.variables ?? []).filter(({ default: usual }) => usual === undefined)).toEqual([]);
    expect(conditionalItems(document).length).toBeGreaterThan(2);
  });

  test.each(names)("%s leaves every gate something to cover, whatever is answered", (name) => {
    const document = read(name);
    for (const environment of ["production", "staging"]) {
      for (const { key, options = [""] } of document.variables ?? []) {
        for (const option of options) {
          const snapshot = snapshotOf(document);
          const run = { ...snapshot.run, environment, answers: { ...defaultsOf(document), [key]: option } };
          const { gates } = indexDocument(runDocument(document, { run, evidence: [], needs: [] }));
          expect(
            gates.filter(({ coverage }) => coverage.length < 3).map(({ gate }) => `${key}=${option} ${gate.key}`),
          ).toEqual([]);
        }
      }
    }
  });
});

function read(name: string): TemplateDocument {
  const outcome = importMarkdown(readFileSync(path.join(folder, name), "utf8"));
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value.document;
}

function defaultsOf({ variables = [] }: TemplateDocument): Record<string, string> {
  return Object.fromEntries(variables.map(({ key, default: usual = "" }) => [key, usual]));
}
