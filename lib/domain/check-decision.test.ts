import fc from "fast-check";
import { expect, it } from "vitest";
import { type CheckFacts, decideCheck, worstOf } from "./check-decision";
import { type Check, checkReportSchema, checkResults } from "./check-report";
import { itemStates } from "./item-state";
import type { ItemRow } from "./run";
import { at, evidence, noon, row } from "./sample-run";

const facts: CheckFacts = {
  severity: "critical",
  comesBack: false,
  barrier: null,
  evidence: [],
  setByCheck: false,
  madeAt: noon,
  personId: null,
  now: noon,
};
const check = (result: Check["result"], detail?: string): Check => ({ name: "TLS", result, detail });
const by = (state: ItemRow["state"], more: Partial<ItemRow> = {}) =>
  row("tls", { state, reason: "said", changedById: "ana", changedAt: at(-10), ...more });
const told = (result: "fail" | "warn" | "skip" | "pass") => evidence("tls", { kind: "check", title: "Other", result });
const failing = [told("fail")];

it.each<[string, ItemRow, Check, Partial<CheckFacts>, string, ItemRow["state"] | null]>([
  ["pass", row("tls"), check("pass"), {}, "set", "passed"],
  ["fail", row("tls"), check("fail"), {}, "set", "failed"],
  ["warn", row("tls"), check("warn", "in 20 days"), {}, "set", "warned"],
  ["warn without words", row("tls"), check("warn"), {}, "set", "in_progress"],
  ["skip", row("tls"), check("skip"), {}, "kept", null],
  ["worse: fail", by("passed"), check("fail"), {}, "reopened", "failed"],
  ["worse: warn", by("passed"), check("warn", "soon"), {}, "reopened", "warned"],
  ["skip of what a check passed", by("passed"), check("skip"), { setByCheck: true }, "reopened", "open"],
  ["skip of what a person passed", by("passed"), check("skip"), {}, "kept", null],
  ["the same", by("passed"), check("pass"), {}, "kept", null],
  ["failed by a person", by("failed"), check("pass"), {}, "held", null],
  ["failed by a check", by("failed"), check("pass"), { setByCheck: true }, "set", "passed"],
  ["blocked", by("open", { blocked: { reason: "x", byId: "ana", since: noon } }), check("pass"), {}, "held", null],
  ["not applicable", by("not_applicable"), check("pass"), {}, "held", null],
  ["an old report", by("open"), check("pass"), { madeAt: at(-11) }, "held", null],
  ["an old report that is worse", by("passed"), check("fail"), { madeAt: at(-11) }, "reopened", "failed"],
  ["pass of what comes back", row("tls"), check("pass"), { comesBack: true }, "held", null],
  ["warn of what comes back", row("tls"), check("warn", "soon"), { comesBack: true }, "held", null],
  ["fail of what comes back", row("tls"), check("fail"), { comesBack: true }, "set", "failed"],
  ["another check fails", by("failed"), check("pass"), { setByCheck: true, evidence: failing }, "held", null],
  [
    "another check that failed was skipped since",
    by("failed"),
    check("pass"),
    { setByCheck: true, evidence: [told("fail"), told("skip")] },
    "held",
    null,
  ],
  ["another check warns", by("warned"), check("pass"), { setByCheck: true, evidence: [told("warn")] }, "held", null],
  ["another check warns, too", row("tls"), check("warn", "soon"), { evidence: [told("warn")] }, "set", "warned"],
  [
    "another check passed since",
    row("tls"),
    check("pass"),
    { evidence: [told("warn"), told("pass")] },
    "set",
    "passed",
  ],
  [
    "GO is recorded",
    row("tls"),
    check("pass"),
    { barrier: { ok: false, code: "gate_decided", message: "no" } },
    "held",
    null,
  ],
])("%s", (_, before, said, more, outcome, state) => {
  const done = decideCheck(before, said, { ...facts, ...more });
  expect([done.outcome, done.decision?.row.state ?? null]).toEqual([outcome, state]);
});

it("never clears what people reported, whatever the report", () => {
  const rows = fc.record({
    state: fc.constantFrom(...itemStates),
    blocked: fc.constantFrom(null, { reason: "vendor", byId: "ana", since: noon }),
  });
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(...checkResults),
      fc.constantFrom(undefined, "seen"),
      (before, result, detail) => {
        const stood = by(before.state, before);
        const { decision } = decideCheck(stood, check(result, detail), facts);
        const careful = before.state === "failed" || before.blocked !== null;
        if (careful && before.state !== "passed") expect(decision?.row.state).not.toBe("passed");
        if (decision && before.blocked && before.state !== "passed")
          expect(["failed", "in_progress"]).toContain(decision.row.state);
      },
    ),
  );
});

it("counts the worst of several checks", () => {
  expect(worstOf([check("pass"), check("skip"), check("warn")]).result).toBe("warn");
  expect(worstOf([check("pass"), check("skip")]).result).toBe("skip");
});

it.each([
  [{ checks: [] }],
  [{ checks: [{ name: "a", result: "ok" }] }],
  [
    {
      checks: [
        { name: "a", result: "pass" },
        { name: "a", result: "fail" },
      ],
    },
  ],
  [{ checks: [{ name: "a", result: "pass", extra: 1 }] }],
  [{ score: 101, checks: [{ name: "a", result: "pass" }] }],
])("refuses %j", (report) => {
  expect(checkReportSchema.safeParse(report).success).toBe(false);
});
