import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Readiness } from "./assessment";
import { runSummary, runSummarySchema } from "./dashboard";
import { decideItemChange, type ItemChange, untouchedRow } from "./item-transition";
import { assess } from "./readiness";
import { readinessSchema } from "./readiness-schema";
import type { ItemRow, RunSnapshot } from "./run";
import { runView } from "./run-view";
import { runViewSchema } from "./run-view-schema";
import { snapshots } from "./sample-arbitrary";
import { at, noon, row, signed } from "./sample-run";
import { signatureStanding } from "./signature-standing";
import { coverageOf, indexDocument } from "./template-tree";

const runs = { numRuns: 400 };

function everyGate(snapshot: RunSnapshot): Readiness[] {
  return indexDocument(snapshot.document).gates.map(({ gate }) => assess(snapshot, noon, gate.key));
}

function passing(snapshot: RunSnapshot, keys: readonly string[]): RunSnapshot {
  const passed = keys.map((key) => [key, { ...(snapshot.items[key] ?? row(key)), state: "passed", blocked: null }]);
  return { ...snapshot, items: { ...snapshot.items, ...Object.fromEntries(passed) } };
}

/** Restated from the rules, not from the code: a covered critical leaf that nothing excuses. */
function hasOpenCritical(snapshot: RunSnapshot, gateKey: string): boolean {
  const taken = snapshot.choices[0]?.option;
  const untaken = taken === "left" ? ["i2"] : taken === "right" ? ["i0"] : [];
  return coverageOf(snapshot.document, gateKey).some((leaf) => {
    const state = snapshot.items[leaf.key]?.state;
    const granted = snapshot.waivers.some(
      ({ itemKey, grantedAt, revokedAt, expiresAt }) =>
        itemKey === leaf.key && grantedAt !== null && revokedAt === null && (expiresAt === null || expiresAt > noon),
    );
    const ancestors = [leaf.key, ...leaf.above];
    const isUntaken =
      indexDocument(snapshot.document).choices.length > 0 &&
      ancestors.some((key) => untaken.includes(key)) &&
      !ancestors.includes("i1");
    return leaf.severity === "critical" && !leaf.optional && !isUntaken && state !== "passed" && !granted;
  });
}

describe("whatever the run", () => {
  it("more passed leaves never lower the score", () => {
    fc.assert(
      fc.property(snapshots, fc.array(fc.nat(13)), (snapshot, picks) => {
        const leaves = indexDocument(snapshot.document).leaves.map(({ key }) => key);
        const more = passing(
          snapshot,
          leaves.filter((_, n) => picks.includes(n)),
        );
        for (const [n, before] of everyGate(snapshot).entries()) {
          const after = everyGate(more)[n];
          if (before.status !== "go") expect(after?.score).toBeGreaterThanOrEqual(before.score);
        }
      }),
      runs,
    );
  });

  it("nothing is GO with a critical item open", () => {
    let seen = 0;
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const { gate, verdict, status } of everyGate(snapshot)) {
          if (status === "go" || !hasOpenCritical(snapshot, gate)) continue;
          seen += 1;
          expect(verdict).toBe("no_go");
        }
      }),
      runs,
    );
    expect(seen).toBeGreaterThan(50);
  });

  it("blockers are empty exactly when the verdict isn't NO-GO", () => {
    const verdicts = new Set<string>();
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const { verdict, blockers, reasons } of everyGate(snapshot)) {
          verdicts.add(verdict);
          expect(blockers.length === 0).toBe(verdict !== "no_go");
          expect(reasons.length === 0).toBe(verdict !== "no_go");
        }
      }),
      runs,
    );
    expect([...verdicts].sort()).toEqual(["go", "go_with_conditions", "no_go"]);
  });

  it("an override is never spelled GO", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const { verdict, status } of everyGate(snapshot))
          if (status === "override") expect(verdict).not.toBe("go");
      }),
      runs,
    );
  });

  it("answers have the shape the API promises", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const readiness of everyGate(snapshot)) expect(readinessSchema.parse(readiness)).toEqual(readiness);
        runViewSchema.parse(runView(snapshot, noon));
        runSummarySchema.parse(runSummary(snapshot, noon));
      }),
      { numRuns: 100 },
    );
  });

  it("the forecast lies between the longest chain and one thing at a time, and its path adds up", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const { forecast, verdict } of everyGate(snapshot)) {
          const { earliestGoAt, remainingMinutes, criticalPath } = forecast;
          if (verdict !== "no_go") expect(earliestGoAt).toBeNull();
          const path = criticalPath.reduce((sum, { minutes }) => sum + minutes, 0);
          expect(path).toBeLessThanOrEqual(remainingMinutes);
          // One freeze is in force for 90 minutes, and only some gates keep out of it.
          if (earliestGoAt !== null && earliestGoAt !== at(path)) {
            expect(path).toBeLessThan(90);
            expect([earliestGoAt, snapshot.freezes.length]).toEqual([at(90), 2]);
          }
        }
      }),
      runs,
    );
  });
});

type Event = { key: string; change: ItemChange };

const changes: fc.Arbitrary<ItemChange> = fc.oneof(
  fc.constantFrom<ItemChange>(
    { state: "passed" },
    { state: "in_progress" },
    { state: "failed", reason: "broke" },
    { state: "warned", reason: "by hand" },
    { state: "open" },
    { blocked: { reason: "vendor" } },
    { blocked: null },
    { assigneeId: "ana" },
  ),
);

function play(snapshot: RunSnapshot, events: readonly Event[]): RunSnapshot {
  const items: Record<string, ItemRow> = { ...snapshot.items };
  for (const { key, change } of events) {
    const before = items[key] ?? untouchedRow(key);
    const facts = {
      personId: "lead",
      lead: true,
      severity: "medium" as const,
      excused: false,
      waived: false,
      now: noon,
    };
    const decision = decideItemChange(before, change, before.version, facts);
    if ("row" in decision) items[key] = decision.row;
  }
  return { ...snapshot, items };
}

describe("events", () => {
  const events = fc.array(fc.record({ key: fc.nat(13).map((n) => `i${n}`), change: changes }), { maxLength: 25 });

  it("on different items may come in any order: same score, verdict and reasons", () => {
    fc.assert(
      fc.property(snapshots, events, fc.infiniteStream(fc.nat()), (snapshot, all, random) => {
        const keys = [...new Set(all.map(({ key }) => key))];
        const ranks = new Map(keys.map((key) => [key, random.next().value ?? 0]));
        const shuffled = all.toSorted((a, b) => (ranks.get(a.key) ?? 0) - (ranks.get(b.key) ?? 0));
        const pick = ({ score, verdict, reasons, formula }: Readiness) => ({ score, verdict, reasons, formula });
        expect(everyGate(play(snapshot, shuffled)).map(pick)).toEqual(everyGate(play(snapshot, all)).map(pick));
      }),
      runs,
    );
  });

  it("that undo each other don't revive a signature", () => {
    let seen = 0;
    fc.assert(
      fc.property(snapshots, events, (snapshot, detour) => {
        const start = passing(
          snapshot,
          indexDocument(snapshot.document).leaves.map(({ key }) => key),
        );
        const [leaf] = coverageOf(start.document, "g0").filter(({ key }) => key !== "i0" && key !== "i2");
        if (!leaf) return;
        const signature = signed(start, { gateKey: "g0", signoffKey: "Security" });
        expect(signatureStanding(signature, start, noon).standing).toBe("counts");
        const back = { key: leaf.key, change: { state: "passed" as const, reason: "seen" } };
        const ended = play(start, [{ key: leaf.key, change: { state: "open" } }, ...detour, back]);
        expect(ended.items[leaf.key]?.state).toBe("passed");
        expect(signatureStanding(signature, ended, noon).changed.map(({ key }) => key)).toContain(leaf.key);
        seen += 1;
      }),
      runs,
    );
    expect(seen).toBeGreaterThan(50);
  });
});
