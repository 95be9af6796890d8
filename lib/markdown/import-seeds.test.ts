import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { severityWeight } from "@/lib/domain/severity";
import type { Content, TemplateDocument } from "@/lib/domain/template";
import { templateDocumentSchema } from "@/lib/domain/template";
import { exportTemplate } from "./export";
import { importMarkdown } from "./import";

const folder = path.resolve(import.meta.dirname, "../../../shared/seeds");
const names = existsSync(folder) ? readdirSync(folder).sort() : [];

function read(index: number) {
  const outcome = importMarkdown(readFileSync(path.join(folder, names[index] ?? ""), "utf8"));
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value;
}

/** Weights of the leaves by severity, inherited from the nearest ancestor that has one. */
function weights(document: TemplateDocument): Record<string, number> {
  const sums: Record<string, number> = {};
  const walk = (content: Content[], above: keyof typeof severityWeight) => {
    for (const each of content) {
      if (each.kind !== "item" && each.kind !== "section") continue;
      const severity = each.severity ?? above;
      const leaf = each.kind === "item" && !each.content.some((sub) => sub.kind === "item");
      if (leaf) sums[severity] = (sums[severity] ?? 0) + severityWeight[severity];
      walk(each.content, severity);
    }
  };
  for (const phase of document.phases) if (phase.kind === "phase") walk(phase.content, phase.severity ?? "medium");
  return sums;
}

describe.skipIf(names.length < 5)("the five seed documents", () => {
  test.each([
    [0, 115, 9, 0, 1],
    [1, 186, 15, 5, 3],
    [2, 180, 15, 0, 3],
    [3, 151, 22, 2, 2],
    [4, 91, 24, 7, 4],
  ])("seed %i: %i tasks, %i fenced blocks, %i sign-offs, %i gates", (seed, tasks, commands, signoffs, gates) => {
    const { document, counts } = read(seed);
    expect(counts).toMatchObject({ tasks, commands, signoffs, gates });
    expect(templateDocumentSchema.safeParse(document).success).toBe(true);
  });

  test.each([
    [0, { holds: 0, triggers: 0, choices: 0, recurring: 0, contacts: 9, announcements: 0 }],
    [1, { holds: 4, triggers: 8, choices: 0, recurring: 2, contacts: 7, announcements: 0 }],
    [2, { holds: 3, triggers: 14, choices: 2, recurring: 22, contacts: 7, announcements: 7 }],
    [3, { holds: 0, triggers: 6, choices: 2, recurring: 1, contacts: 5, announcements: 2 }],
    [4, { holds: 1, triggers: 5, choices: 1, recurring: 0, contacts: 0, announcements: 0 }],
  ])("seed %i holds %j", (seed, counts) => {
    expect(read(seed).counts).toMatchObject(counts);
  });

  test("export reads back as what was imported, and is stable from then on", () => {
    for (const index of names.keys()) {
      const { document } = read(index);
      const markdown = exportTemplate(document);
      const again = importMarkdown(markdown);
      if (!again.ok) throw new Error(again.problems[0]?.message);
      const bare = (of: TemplateDocument) =>
        JSON.parse(JSON.stringify(of, (name, value) => (name === "lines" ? undefined : value)));
      expect(bare(again.value.document)).toEqual(bare(document));
      expect(exportTemplate(again.value.document)).toBe(markdown);
    }
  });

  test("boxes ticked in the source are marked as such", () => {
    const ticked = (index: number) => JSON.stringify(read(index).document).split('"checked":true').length - 1;
    expect([ticked(0), ticked(2), ticked(3)]).toEqual([0, 20, 6]);
  });

  test("the ten sections of seed 000 have their estimates, in minutes", () => {
    const { document } = read(0);
    const sections = document.phases
      .flatMap((phase) => (phase.kind === "phase" ? phase.content : []))
      .filter((each) => each.kind === "section");
    expect(sections.map((section) => section.estimate)).toEqual([30, 120, 60, 120, 30, 60, 60, 5, 180, 120]);
  });

  test("seed 000 weighs 682 in all and asks for one decision at its end", () => {
    const { document } = read(0);
    expect(weights(document)).toEqual({ critical: 600, high: 48, medium: 30, low: 4 });
    expect(document.phases.at(-1)).toMatchObject({ kind: "gate", asks: "deploy", signoffs: [], required: 80 });
  });

  test("the report names every line that is not blank, once and in order", () => {
    for (const index of names.keys()) {
      const { report } = read(index);
      const source = readFileSync(path.join(folder, names[index] ?? ""), "utf8").split("\n");
      const lines = report.flatMap((entry) =>
        Array.from({ length: entry.lines[1] - entry.lines[0] + 1 }, (_, at) => entry.lines[0] + at),
      );
      expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
      expect(source.flatMap((text, at) => (text.trim() && !lines.includes(at + 1) ? [at + 1] : []))).toEqual([]);
    }
  });
});
