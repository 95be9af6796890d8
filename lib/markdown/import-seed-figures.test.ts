import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { ImportResult } from "@/lib/domain/import-report";
import type { Content, Item, Phase, Section } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import { importMarkdown } from "./import";
import { gates, nodes } from "./sample-import";

const folder = path.resolve(import.meta.dirname, "../../../shared/seeds");
const names = existsSync(folder) ? readdirSync(folder).sort() : [];

function read(index: number): ImportResult {
  const outcome = importMarkdown(readFileSync(path.join(folder, names[index] ?? ""), "utf8"));
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value;
}

type Part = Phase | Section | Item;

/** The phase, section or item that begins on that line. */
function at(result: ImportResult, line: number): Part {
  const found = nodes(result).find((node) => "content" in node && node.lines?.[0] === line);
  if (!found || !("content" in found)) throw new Error(`nothing begins on line ${line}`);
  return found;
}

function noted(result: ImportResult, line: number) {
  return result.report.find(({ lines }) => lines[0] <= line && lines[1] >= line);
}

function all<K extends Content["kind"]>(result: ImportResult, kind: K) {
  return nodes(result).filter((node): node is Extract<Content, { kind: K }> => node.kind === kind);
}

describe.skipIf(names.length < 5)("what the five seeds must give", () => {
  test("000: severities, required score, what is stated, criteria, references with lines", () => {
    const result = read(0);
    const lines = [15, 40, 81, 111, 180, 223, 249, 274];
    expect(lines.map((line) => at(result, line).severity)).toEqual([
      ...Array(5).fill("critical"),
      "high",
      "high",
      "low",
    ]);
    expect(gates(result)).toMatchObject([{ required: 80 }]);
    expect(
      all(result, "fact")
        .map(({ means, from }) => [means, from])
        .slice(0, 4),
    ).toEqual([
      ["status", undefined],
      ["score", "20"],
      ["required", "80"],
      ["status", undefined],
    ]);
    expect(result.counts).toMatchObject({ criteria: 8, references: 11, contacts: 9 });
    expect(
      all(result, "reference")
        .map(({ range }) => range)
        .filter(Boolean),
    ).toEqual([
      [369, 420],
      [205, 265],
    ]);
    expect(at(result, 299)).toMatchObject({ checklist: "deployment/production_checklist.md" });
  });

  test("000: the timeline is mapped to sections, with what waits for what", () => {
    const result = read(0);
    const key = (line: number) => at(result, line).key;
    for (const line of [40, 81, 111, 180]) expect(at(result, line).needs).toEqual([key(15)]);
    for (const line of [223, 249, 274]) expect(at(result, line).needs).toEqual([key(15), key(40), key(111)]);
    expect(at(result, 293).needs).toHaveLength(8);
    expect(noted(result, 349)?.note).toMatch(/Monitoring Stack/);
  });

  test("000: a contact for a topic owns the sections about it", () => {
    const result = read(0);
    expect([15, 40, 81, 118, 141, 180, 249].map((line) => at(result, line).owner)).toEqual([
      "DevOps Team",
      "SRE Team",
      "SRE Team",
      "Database Team",
      "Network Team",
      "Security Team",
      "Security Team",
    ]);
    expect(noted(result, 15)?.note).toMatch(/line 369/);
  });

  test("001: fixes that must be made are critical items with their manifests, actions of the emergency are contingency", () => {
    const result = read(1);
    for (const line of [19, 52, 84]) {
      expect(at(result, line)).toMatchObject({
        kind: "item",
        severity: "critical",
        content: [{ kind: "code", use: "manifest" }],
      });
      expect(noted(result, line)?.note).toMatch(/must be fixed/);
    }
    expect(at(result, 471).content.map(({ kind }) => kind)).toEqual(["item", "item", "item", "item"]);
    expect(all(result, "code").filter(({ use }) => use === "manifest")).toHaveLength(3);
    expect(gates(result).flatMap(({ signoffs }) => signoffs.map(({ roles }) => roles))).toHaveLength(5);
    expect([521, 527, 533].map((line) => at(result, line).due)).toEqual(["T+24h", "T+168h", "T+336h"]);
    expect(result.document.metadata.map(({ means }) => means)).toEqual(["version", undefined, "review", "owner"]);
    expect(
      all(result, "trigger")
        .map(({ tier }) => tier)
        .filter((tier) => tier === "investigate"),
    ).toHaveLength(2);
  });

  test("002: dates against the target, and the hours that contradict the clock", () => {
    const result = read(2);
    expect(result.document.metadata[0]).toMatchObject({ means: "target", from: "2026-01-21", to: "2026-01-22" });
    expect([27, 41, 48, 122, 161, 170, 216].map((line) => at(result, line).due)).toEqual([
      "T-144h",
      "T-96h",
      "T-24h",
      "T-24h",
      "T-30m",
      "T",
      "T+1h30m",
    ]);
    expect(at(result, 27)).toMatchObject({ dated: "Jan 15" });
    expect(result.counts.warnings).toBe(1);
    expect(noted(result, 124)?.warning).toMatch(/T-24h.*T-14h30m/);
  });

  test("002: ranges, limits and targets; the ways to roll back are an open choice with their steps", () => {
    const result = read(2);
    expect(at(result, 237)).toMatchObject({ expectation: { value: 10, upper: 20, unit: "%" } });
    expect(all(result, "criterion").map(({ expectation }) => expectation?.limit ?? expectation?.target)).toEqual(
      expect.arrayContaining(["<1%", "500m", "1Gi"]),
    );
    expect(all(result, "choice").map(({ options }) => options.map(({ items }) => items?.length ?? 0))).toEqual([
      [0, 0],
      [1, 1, 1],
    ]);
    const tiers = all(result, "trigger").map(({ tier, reaction }) => `${tier} ${reaction ?? ""}`);
    expect(new Set(tiers)).toEqual(new Set(["rollback ", "timed 30", "investigate "]));
    expect(all(result, "code").filter(({ use }) => use === "command").length).toBeGreaterThan(9);
  });

  test("003: a box that passes stays open, skipping has its risks, steps either way, values for later commands", () => {
    const result = read(3);
    const [skip, data] = all(result, "choice").filter(({ either }) => !either);
    expect(skip?.options[0]).toMatchObject({ recommended: true });
    expect(skip?.options[0]?.items).toContain(at(result, 43).key);
    expect(skip?.options[1]?.markdown).toMatch(/Risk:/);
    expect(data?.options).toHaveLength(2);
    const steps = all(result, "choice").filter(({ either, options }) => either && options.every(({ items }) => items));
    expect(steps).toMatchObject([{ options: [{ items: [at(result, 338).key] }, { items: [at(result, 339).key] }] }]);
    expect(all(result, "blank")).toMatchObject([{ name: "IMAGE_TAG" }]);
    expect(result.document.metadata.filter(({ means }) => means === "blank")).toHaveLength(4);
    expect(all(result, "criterion")).toHaveLength(7);
    expect([10, 18].map((line) => at(result, line).stated)).toEqual(["high confidence", "medium confidence"]);
    expect(all(result, "reference")).toHaveLength(6);
  });

  test("003: estimates of the timeline, rollback commands as steps of the contingency", () => {
    const result = read(3);
    expect([165, 197, 222, 261, 302, 343, 476].map((line) => at(result, line).estimate)).toEqual([
      15, 10, 5, 5, 10, 15, 15,
    ]);
    expect(at(result, 504)).toMatchObject({ kind: "item", title: "Immediate Rollback" });
    expect(at(result, 504).content).toHaveLength(3);
    expect(gates(result).map((gate: Gate) => [gate.asks, gate.signoffs.map(({ roles }) => roles)])).toEqual([
      ["deploy", [["Engineering Lead", "CTO"]]],
      ["close", [["Lead"]]],
    ]);
    expect(all(result, "announcement")).toHaveLength(2);
  });

  test("004: numbered comments are steps, bullets below an item its criteria, issues are known issues", () => {
    const result = read(4);
    expect(at(result, 351).content.filter(({ kind }) => kind === "item")).toHaveLength(6);
    expect(at(result, 59).content.filter(({ kind }) => kind === "criterion")).toHaveLength(4);
    expect([502, 521, 540].map((line) => at(result, line))).toMatchObject(Array(3).fill({ about: "known-issue" }));
    expect(all(result, "criterion").filter(({ expectation }) => expectation?.unit === "MB")).toHaveLength(2);
    expect(result.document.metadata.find(({ means }) => means === "review")?.from).toBe("2025-11-02");
    expect(gates(result).map(({ signoffs }) => signoffs.length)).toEqual([3, 0, 4, 0]);
    expect(gates(result)[2]?.signoffs[3]?.roles).toHaveLength(2);
  });

  test("nothing is left without a word of what it became", () => {
    for (const index of names.keys()) {
      const { report } = read(index);
      const bare = report.filter(({ became, lines }) => became === "separator" && lines[0] !== lines[1]);
      expect(bare).toEqual([]);
    }
  });
});
