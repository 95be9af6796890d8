import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { assess } from "@/lib/domain/readiness";
import { noon, row, rowsOf, snapshotOf } from "@/lib/domain/sample-run";
import type { Severity } from "@/lib/domain/severity";
import { indexDocument } from "@/lib/domain/template-tree";
import { importMarkdown } from "./import";

const folder = path.resolve(import.meta.dirname, "../../../shared/seeds");
const name = existsSync(folder) ? readdirSync(folder).find((file) => file.startsWith("000_")) : undefined;

describe.skipIf(name === undefined)("the first seed document", () => {
  /** Readiness once every item of these severities is passed; `required` stands for what the document states. */
  function readiness(severities: readonly Severity[], required?: number) {
    const outcome = importMarkdown(readFileSync(path.join(folder, name ?? ""), "utf8"));
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
    const { document } = outcome.value;
    const phases = document.phases.map((node) => (node.kind === "gate" ? { ...node, required } : node));
    const set = { ...document, phases };
    const passed = indexDocument(set).leaves.filter(({ severity }) => severities.includes(severity));
    const items = rowsOf(...passed.map(({ key }) => row(key, { state: "passed" })));
    return assess(snapshotOf(set, { items }), noon);
  }

  it.each([
    [[], undefined, 0, 0, "no_go"],
    [["critical"], undefined, 600, 87.9, "no_go"],
    [["critical", "high"], undefined, 648, 95, "no_go"],
    [["critical", "high", "medium", "low"], undefined, 682, 100, "go"],
    [["critical"], 80, 600, 87.9, "no_go"],
    [["critical", "high"], 80, 648, 95, "go"],
  ] as const)(
    "with %j passed and %s required stands at %i of 682",
    (severities, required, satisfied, score, verdict) => {
      expect(readiness(severities, required)).toMatchObject({
        score,
        verdict,
        formula: { satisfied, applicable: 682 },
      });
    },
  );

  it("names what comes first", () => {
    const { nextAction, forecast, blockers } = readiness([]);
    expect(nextAction?.title).toMatch(/cluster credentials/);
    expect(forecast.assumed.items).toBe(0);
    expect(blockers).toMatchObject([{ who: { kind: "role", role: "DevOps Team" } }]);
  });
});
