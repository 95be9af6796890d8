import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Content, type TemplateDocument, templateDocumentSchema } from "@/lib/domain/template";
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
  test("there are at least two", () => expect(names.length).toBeGreaterThanOrEqual(2));

  test.each(names)("%s is a complete checklist in the dialect, spelled as the export spells it", (name) => {
    const source = readFileSync(path.join(folder, name), "utf8");
    const outcome = importMarkdown(source);
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
    const { document, counts, report } = outcome.value;
    expect(templateDocumentSchema.safeParse(document).error).toBeUndefined();
    expect(exportTemplate(document)).toBe(source);
    expect(counts.items).toBeGreaterThanOrEqual(60);
    expect(counts.items).toBeLessThanOrEqual(110);
    expect(counts.signoffs).toBeGreaterThan(0);
    expect(counts.commands).toBeGreaterThan(0);
    const keys = new Set(keyedNodes(document).map(({ node }) => node.key));
    expect(references(document).filter((key) => !keys.has(key))).toEqual([]);
    expect(report.filter((entry) => entry.note?.includes("can't be read"))).toEqual([]);
  });
});
