import fc from "fast-check";
import { expect, it } from "vitest";
import { type CheckFacts, decideCheck, worstOf } from "./check-decision";
import { type Check, checkReportSchema, checkResults } from "./check-report";
import { itemStates } from "./item-state";
import type { EvidenceRow, ItemRow } from "./run";
import { at, evidence, noon, row } from "./sample-run";

const facts: CheckFacts = {
  voice: "pipeline",
  severity: "critical",
  reserved: false,
  waived: false,
  comesBack: false,
  barrier: null,
  waitsFor: [],
  evidence: [],
  setBy: null,
  madeAt: noon,
  personId: null,
  lead: true,
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
  ["skip of what a check passed", by("passed"), check("skip"), { setBy: "pipeline" }, "reopened", "open"],
  ["skip of what a person passed", by("passed"), check("skip"), {}, "kept", null],
  ["the same", by("passed"), check("pass"), {}, "kept", null],
  ["failed by a person", by("failed"), check("pass"), {}, "held", null],
  ["failed by a check", by("failed"), check("pass"), { setBy: "pipeline" }, "set", "passed"],
  ["blocked", by("open", { blocked: { reason: "x", byId: "ana", since: noon } }), check("pass"), {}, "held", null],
  ["not applicable", by("not_applicable"), check("pass"), {}, "held", null],
  ["an old report", by("open"), check("pass"), { madeAt: at(-11) }, "held", null],
  ["an old report that is worse", by("passed"), check("fail"), { madeAt: at(-11) }, "reopened", "failed"],
  ["pass of what comes back", row("tls"), check("pass"), { comesBack: true }, "held", null],
  ["warn of what comes back", row("tls"), check("warn", "soon"), { comesBack: true }, "held", null],
  ["fail of what comes back", row("tls"), check("fail"), { comesBack: true }, "set", "failed"],
  ["another check fails", by("failed"), check("pass"), { setBy: "pipeline", evidence: failing }, "held", null],
  [
    "another check that failed was skipped since",
    by("failed"),
    check("pass"),
    { setBy: "pipeline", evidence: [told("fail"), told("skip")] },
    "held",
    null,
  ],
  ["another check warns", by("warned"), check("pass"), { setBy: "pipeline", evidence: [told("warn")] }, "held", null],
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

const person: Partial<CheckFacts> = { voice: "person", personId: "bob", lead: false };
const pipelines = (title: string, result: EvidenceRow["result"], minutes: number) =>
  evidence("tls", { id: `${title} ${minutes}`, kind: "check", title, result, addedById: null, addedAt: at(minutes) });
const persons = (title: string, result: EvidenceRow["result"], minutes: number) => ({
  ...pipelines(title, result, minutes),
  addedById: "bob",
});

it.each<[string, ItemRow, Check, Partial<CheckFacts>, string, ItemRow["state"] | null]>([
  ["sets what isn't reserved", row("tls"), check("pass"), {}, "set", "passed"],
  ["fails", by("passed"), check("fail"), {}, "reopened", "failed"],
  ["fails what is reserved", by("passed"), check("fail"), { reserved: true }, "reopened", "failed"],
  ["completes nothing reserved", row("tls"), check("pass"), { reserved: true }, "held", null],
  ["nor with a warning", row("tls"), check("warn", "soon"), { reserved: true }, "held", null],
  ["but warns of it", by("passed"), check("warn", "soon"), { reserved: true }, "reopened", "warned"],
  ["nor does the lead's", row("tls"), check("pass"), { reserved: true, lead: true }, "held", null],
  ["waits for what it needs", row("tls"), check("pass"), { waitsFor: ["Backup"] }, "held", null],
  ["the lead's too", row("tls"), check("pass"), { waitsFor: ["Backup"], lead: true }, "held", null],
  ["clears what a person's check failed", by("failed"), check("pass"), { setBy: "person" }, "set", "passed"],
  ["not what a pipeline's failed", by("failed"), check("pass"), { setBy: "pipeline" }, "held", null],
  [
    "not what a pipeline reports of the same name, whoever set the state",
    by("failed"),
    check("pass"),
    { setBy: "person", evidence: [pipelines("TLS", "fail", -5)] },
    "held",
    null,
  ],
  [
    "nor what it warns of",
    by("warned"),
    check("pass"),
    { setBy: "person", evidence: [pipelines("TLS", "warn", -5)] },
    "held",
    null,
  ],
  ["leaves to the lead what somebody else passed", by("passed"), check("warn"), {}, "held", null],
])("a person's report: %s", (_, before, said, more, outcome, state) => {
  const done = decideCheck(before, said, { ...facts, ...person, ...more });
  expect([done.outcome, done.decision?.row.state ?? null]).toEqual([outcome, state]);
});

it("a person's pass hides no failure of a pipeline from the next pipeline", () => {
  const hidden = [pipelines("Other", "fail", -5), persons("Other", "pass", -3)];
  const done = (rows: EvidenceRow[]) =>
    decideCheck(by("failed"), check("pass"), { ...facts, setBy: "pipeline", evidence: rows });
  expect(done(hidden)).toMatchObject({ outcome: "held", text: "Another check of it failed: Other." });
  expect(done([...hidden, pipelines("Other", "pass", -1)]).outcome).toBe("set");
  expect(done([pipelines("Other", "pass", -5), persons("Other", "fail", -3)]).outcome).toBe("held");
});

it("a check that fails what is waived ends the signatures over it", () => {
  const revision = (waived: boolean) =>
    decideCheck(row("tls"), check("fail"), { ...facts, waived }).decision?.row.revision;
  expect([revision(false), revision(true)]).toEqual([0, 1]);
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

it("whatever people report, what a pipeline found wrong stands until a pipeline says otherwise", () => {
  const told = fc.record({ result: fc.constantFrom(...checkResults), own: fc.boolean() });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 8 }), fc.constantFrom("failed", "warned"), (results, state) => {
      const rows = results.map(({ result, own }, n) => (own ? persons : pipelines)("TLS", result, n - 30));
      const found = rows.filter(({ addedById, result }) => addedById === null && result !== "skip").at(-1)?.result;
      const done = decideCheck(by(state), check("pass"), { ...facts, ...person, setBy: "person", evidence: rows });
      if (found === "fail" || found === "warn") expect(done.decision).toBeNull();
    }),
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
