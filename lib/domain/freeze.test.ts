import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runSummary } from "./dashboard";
import { type FreezeWindow, thawAfter } from "./freeze";
import { answerGate } from "./gate-answer";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { allPassed, at, documentOf, gate, item, noon, phase, snapshotOf } from "./sample-run";
import { summaryAt } from "./summary-at";
import { nextMoment } from "./valid-until";

const document = documentOf(
  phase("before", [item("a", { severity: "critical", estimate: 30 })]),
  gate("deploy"),
  phase("during", [item("b")], { stage: "during" }),
  gate("live", { asks: "live" }),
  phase("after", [item("c")], { stage: "after" }),
  gate("close", { asks: "close" }),
);
const freeze = (from: number, to: number, environments: string[] = []): FreezeWindow => {
  return { id: `${from}`, startsAt: at(from), endsAt: at(to), reason: "year-end closing", environments };
};
const ready = (more: Partial<RunSnapshot> = {}) => snapshotOf(document, { items: allPassed(document), ...more });
const verdictAt = (minutes: number, more: Partial<RunSnapshot>, key = "deploy") => {
  const { verdict, reasons } = assess(ready(more), at(minutes), key);
  return [verdict, ...reasons.map(({ code }) => code)];
};
const gone = (key: string) => {
  const frozen = { verdict: "go" as const, score: 100, conditions: 0 };
  return { key, status: "go" as const, decidedById: "lead", decidedAt: noon, reason: null, frozen };
};

describe("a freeze", () => {
  const freezes = [freeze(10, 20)];
  it.each([
    ["before it", 9, { freezes }, ["go"]],
    ["at its first moment", 10, { freezes }, ["no_go", "frozen"]],
    ["in its last", 19.99, { freezes }, ["no_go", "frozen"]],
    ["when it is over", 20, { freezes }, ["go"]],
    [
      "of this environment, written another way",
      15,
      { freezes: [freeze(10, 20, [" Production"])] },
      ["no_go", "frozen"],
    ],
    ["of another environment", 15, { freezes: [freeze(10, 20, ["staging"])] }, ["go"]],
    ["for a rehearsal", 15, { freezes, run: { ...ready().run, rehearsal: true } }, ["go"]],
    ["after GO was recorded", 15, { freezes, gates: [gone("deploy")] }, ["no_go", "frozen"]],
  ] as const)("%s: %s", (_, minutes, more, expected) => {
    expect(verdictAt(minutes, more as unknown as Partial<RunSnapshot>)).toEqual(expected);
  });

  it("lets what has begun be finished", () => {
    const begun = { freezes, gates: [gone("deploy")] };
    expect(verdictAt(15, begun, "live")).toEqual(["go"]);
    expect(verdictAt(15, { freezes, gates: [gone("deploy"), gone("live")] }, "close")).toEqual(["go"]);
  });

  it("stands against pipelines, and says until when", () => {
    const answer = answerGate(ready({ freezes }), at(15), "deploy");
    expect(answer).toMatchObject({
      verdict: "no_go",
      reasons: [{ code: "frozen", until: at(20) }],
      validUntil: at(20),
    });
    expect(answer.reasons[0]?.text).toBe("Frozen until 20 Nov 2026, 12:20 UTC: year-end closing");
    expect(answer.blockers).toMatchObject([{ since: at(10), others: [answer.reasons[0]?.text] }]);
  });

  it("is a moment at which time alone changes the verdict", () => {
    expect(assess(ready({ freezes }), noon).validUntil).toBe(at(10));
    expect(nextMoment(ready({ freezes }), Date.parse(at(10)))).toBe(Date.parse(at(20)));
    expect(nextMoment(ready({ freezes: [freeze(10, 20, ["staging"])] }), Date.parse(noon))).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("moves the forecast behind it, and the summary read later says the same", () => {
    const open = snapshotOf(document, { freezes: [freeze(25, 60), freeze(60, 90)] });
    expect(assess(open, noon).forecast.earliestGoAt).toBe(at(90));
    expect(assess(snapshotOf(document, { freezes: [freeze(40, 60)] }), noon).forecast.earliestGoAt).toBe(at(30));
    for (const freezes of [[freeze(25, 60)], [freeze(40, 60)], [freeze(5, 10), freeze(200, 300)]]) {
      const snapshot = snapshotOf(document, { freezes });
      const summary = runSummary(snapshot, noon);
      for (const minutes of [1, 4, 12, 24, 29, 31]) {
        if (summary.validUntil !== null && at(minutes) >= summary.validUntil) continue;
        expect(summaryAt(summary, at(minutes), null).forecast).toEqual(runSummary(snapshot, at(minutes)).forecast);
      }
    }
  });
});

it("thaws at the first moment that lies in no window", () => {
  const windows = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 20 })), { maxLength: 8 });
  fc.assert(
    fc.property(windows, fc.nat(60), (pairs, from) => {
      const all = pairs.map(([start, length]) => freeze(start, start + length));
      let minute = from;
      while (pairs.some(([start, length]) => start <= minute && minute < start + length)) minute += 1;
      expect(thawAfter(all, Date.parse(at(from)))).toBe(Date.parse(at(minute)));
    }),
  );
});
