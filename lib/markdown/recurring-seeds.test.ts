import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { followUps } from "@/lib/domain/follow-ups";
import { recurringChecks, roundsOf } from "@/lib/domain/recurring-checks";
import { readRun } from "@/lib/domain/run-state";
import { allPassed, at, snapshotOf } from "@/lib/domain/sample-run";
import { indexDocument } from "@/lib/domain/template-tree";
import { importMarkdown } from "./import";

const folder = path.resolve(import.meta.dirname, "../../../shared/seeds");
const names = existsSync(folder) ? readdirSync(folder).sort() : [];

/** A seed whose every gate but the last is GO, live since noon. */
function live(index: number) {
  const outcome = importMarkdown(readFileSync(path.join(folder, names[index] ?? ""), "utf8"));
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  const { document } = outcome.value;
  const { leaves, gates } = indexDocument(document);
  const passed = allPassed(document);
  const steps = leaves.filter(({ stage }) => stage !== "after");
  const items = Object.fromEntries(
    steps.map(({ key }) => [key, { ...passed[key], key, changedAt: at(0) } as (typeof passed)[string]]),
  );
  const decided = gates.filter(({ gate }) => gate.asks !== "close");
  const rows = decided.map(({ gate }) => ({
    key: gate.key,
    status: "go" as const,
    decidedById: "lead",
    decidedAt: at(0),
    reason: null,
    frozen: null,
  }));
  const snapshot = snapshotOf(document, { items, gates: rows });
  return readRun({ ...snapshot, run: { ...snapshot.run, targetAt: at(0) } }, at(1));
}

describe.skipIf(names.length === 0)("what comes back in the checklists of the field", () => {
  test.each([
    // Hourly for the first day, daily for the first week.
    [
      1,
      [
        { every: 60, checks: 1, times: 24 },
        { every: 1440, checks: 1, times: 7 },
      ],
    ],
    [
      2,
      [
        { every: 60, checks: 5, times: 24 },
        { every: 240, checks: 4, times: 6 },
        { every: 480, checks: 4, times: 3 },
        { every: 1440, checks: 4, times: 7 },
        { every: 10_080, checks: 5, times: 1 },
      ],
    ],
    // Every quarter of an hour within the first hour.
    [3, [{ every: 15, checks: 1, times: 4 }]],
  ])("seed %i", (index, expected) => {
    const checks = recurringChecks(live(index));
    const groups = Map.groupBy(checks, ({ recurs }) => recurs.everyMinutes);
    const found = [...groups].map(([every, of]) => ({ every, checks: of.length, times: of[0]?.turns.length ?? 0 }));
    expect(found.toSorted((a, b) => a.every - b.every)).toEqual(expected);
    for (const [, of] of groups) {
      const rounds = roundsOf(of.flatMap(({ turns }) => turns));
      expect(rounds.every(({ turns }) => turns.length === of.length)).toBe(true);
    }
    expect(checks.every(({ ends }) => ends?.assumed === false)).toBe(true);
  });

  test("follow-ups stand at their time after going live: an hour, a day, a week, two", () => {
    const hours = (index: number) => {
      const noon = Date.parse(at(0));
      return [...new Set(followUps(live(index)).map(({ due }) => (due.at - noon) / 3_600_000))];
    };
    expect(hours(1)).toEqual([24, 168, 336]);
    expect(hours(3)).toEqual([1, 24, 168]);
    expect(hours(4)).toEqual([1, 24, 168]);
  });
});
