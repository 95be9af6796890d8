import { describe, expect, test } from "vitest";
import { assess } from "@/lib/domain/readiness";
import { readRun } from "@/lib/domain/run-state";
import {
  allPassed,
  documentOf,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf,
  signoff,
  snapshotOf,
} from "@/lib/domain/sample-run";
import { sequenceOf } from "@/lib/domain/steps";
import { nextAction, nextStep, when, whyNot } from "./annunciator-answers";

const document = documentOf(
  phase("before", [
    item("restore", { severity: "critical", estimate: 45 }),
    item("drill", { severity: "critical" }),
    item("docs", { severity: "low", needs: ["restore"], estimate: 30 }),
  ]),
  gate("deploy", { signoffs: [signoff("security")] }),
);
const clock = { now: Date.parse(noon), timeZone: "UTC" };
const run = (target: string | null, items = {}) => {
  const snapshot = snapshotOf(document, { items, roster: [{ role: "security", personId: "sec", deputy: false }] });
  return assess({ ...snapshot, run: { ...snapshot.run, targetAt: target } }, noon);
};

describe("whyNot", () => {
  test("counts the worst first and keeps the rest short", () => {
    expect(whyNot(run(null))).toBe("2 critical, 1 signature, score too low");
    expect(whyNot(run(null), 1)).toBe("2 critical and more");
  });

  test("when only the score is too low, it says how many items are open", () => {
    const items = rowsOf(row("restore", { state: "passed" }), row("drill", { state: "passed" }));
    expect(whyNot(run(null, items))).toBe("1 item open, 1 signature");
  });
});

describe("when", () => {
  test("says how late, how much work and what was assumed", () => {
    const { answer, detail, late } = when(run("2026-11-20T12:30:00.000Z"), clock);
    expect(answer).toBe("Today 13:30");
    expect(late).toBe(true);
    expect(detail).toBe("1 h after the target; 1 h 30 min of work; 1 estimate assumed");
  });

  test("says what it rests on while an item is blocked from outside", () => {
    const blocked = { reason: "no access yet", byId: "sec", since: noon };
    const { detail } = when(run(null, rowsOf(row("restore", { blocked }))), clock);
    expect(detail).toBe("if 1 blocked item is cleared in time; 1 h 30 min of work; 1 estimate assumed");
  });

  test("with the work done it waits for people, not for time", () => {
    expect(when(run(null, allPassed(document)), clock).answer).toBe("As soon as they sign");
  });
});

test("an override is no GO now", () => {
  const behind = { ...run(null, allPassed(document)), verdict: "override" as const, reasons: [] };
  expect(when(behind, clock)).toMatchObject({ answer: "By override", late: false });
});

describe("when a trigger has fired", () => {
  test("no moment is foreseen, whether work is left or people only have to sign", () => {
    const open = run("2026-11-20T12:30:00.000Z");
    const done = run("2026-11-20T12:30:00.000Z", allPassed(document));
    const fired = { code: "trigger_fired", text: "Error rate fired" } as const;
    for (const one of [open, done])
      expect(when({ ...one, reasons: [fired, ...one.reasons] }, clock).answer).toBe("Once it is cleared");
  });
});

describe("nextAction", () => {
  test("names the item, whose it is, how long, and what waits for it", () => {
    expect(nextAction(run(null))).toEqual({ answer: "restore", detail: "Nobody, 45 min; 30 min of work waits for it" });
  });
});

describe("nextStep", () => {
  const steps = documentOf(
    phase("before", [item("ready")]),
    gate("deploy"),
    phase("during", [item("five", { hold: { minutes: 5 } }), item("all")], { stage: "during" }),
  );
  const at = (state: "open" | "in_progress", status: "go" | "pending" = "go") => {
    const changed = { changedAt: noon, changedById: "lead" };
    const items = rowsOf(row("ready", { state: "passed", ...changed }), row("five", { state, ...changed }));
    const gone = { key: "deploy", status, decidedById: "lead", decidedAt: noon, reason: null, frozen: null };
    const gates = status === "go" ? [gone] : [];
    return sequenceOf(readRun(snapshotOf(steps, { items, gates }), noon));
  };

  test("is the step of go-live day, once GO is recorded", () => {
    const lead = { kind: "person", id: "lead", name: "Ann" } as const;
    expect(nextStep(at("open"), lead)).toEqual({ answer: "five", detail: "Step 1 of 2; Ann" });
    expect(nextStep(at("in_progress"), null)).toEqual({ answer: "five", detail: "Step 1 of 2, being held" });
    expect(nextStep(at("open", "pending"), lead)).toBeNull();
  });
});
