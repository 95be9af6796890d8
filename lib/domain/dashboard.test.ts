import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Party } from "./assessment";
import { type RunSummary, rankBlockers, runSummary, runSummarySchema } from "./dashboard";
import { dashboardSentence, waitsForSentence } from "./dashboard-sentence";
import { assess } from "./readiness";
import { partyId, partyName } from "./roster";
import { snapshots } from "./sample-arbitrary";
import {
  allPassed,
  at,
  documentOf,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf,
  signed,
  signoff,
  snapshotOf,
} from "./sample-run";
import { summaryAt } from "./summary-at";

const document = documentOf(
  phase("p", [item("a", { severity: "critical", owner: "Ops", estimate: 90 }), item("b", { estimate: 30 })]),
  gate("deploy", { signoffs: [signoff("QA")] }),
  phase("q", [item("c")]),
  gate("close"),
);
const roster = [{ role: "Ops", personId: "bob", deputy: false }];
const base = snapshotOf(document, { roster });
const late = { ...base, run: { ...base.run, targetAt: at(60) } };

describe("a run's summary", () => {
  it("answers the four questions", () => {
    const summary = runSummary(late, noon);
    expect(runSummarySchema.parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({
      gate: { key: "deploy", number: 1, of: 2 },
      verdict: "no_go",
      score: 0,
      bySeverity: { critical: { open: 1, total: 1 }, medium: { open: 1, total: 1 } },
      signoffs: { given: 0, total: 1 },
      forecast: { earliestGoAt: at(90), remainingMinutes: 120, lateByMinutes: 30 },
      waitsFor: [
        { who: { kind: "nobody" }, items: 1, weightMinutes: 30 },
        { who: { id: "bob" }, items: 1, weightMinutes: 90 },
      ],
      nextAction: { key: "a" },
    });
  });

  it("counts signatures given", () => {
    const passed = { ...base, items: allPassed(document) };
    const signatures = [signed(passed, { gateKey: "deploy", signoffKey: "QA" })];
    expect(runSummary({ ...passed, signatures }, noon)).toMatchObject({
      verdict: "go",
      signoffs: { given: 1, total: 1 },
    });
  });

  it("names the step a deployment has come to, once GO is recorded", () => {
    const during = documentOf(
      phase("p", [item("a")]),
      gate("deploy"),
      phase("d", [item("five"), item("all")], { stage: "during" }),
    );
    const stepIn = (more: object) => runSummary(snapshotOf(during, more), noon).step;
    const gone = {
      key: "deploy",
      status: "go" as const,
      decidedById: "lead",
      decidedAt: noon,
      reason: null,
      frozen: null,
    };
    const items = rowsOf(row("a", { state: "passed" }), row("five", { state: "passed" }));
    expect(stepIn({ items })).toBeNull();
    expect(stepIn({ items, gates: [gone] })).toEqual({ title: "all", number: 2, of: 2 });
  });

  it("moves only its forecast while it holds", () => {
    const later = summaryAt(runSummary(late, noon), at(10), null);
    expect(later).toEqual(runSummary(late, at(10)));
  });
});

describe("who blocks across runs", () => {
  const summary = (id: string, more: Partial<typeof base> = {}) =>
    runSummary({ ...base, ...more, run: { ...base.run, ...more.run, id, name: id } }, noon);

  it("puts nobody first, then the heaviest, closed runs left out", () => {
    const half = summary("half", { items: rowsOf(row("b", { state: "passed" })) });
    const closed = summary("closed", { run: { ...base.run, closedAt: noon } });
    const ranked = rankBlockers([summary("one"), half, closed]);
    expect(
      ranked.map(({ who, weightMinutes, items, runs }) => [
        partyName(who),
        weightMinutes,
        items,
        runs.map(({ name }) => name),
      ]),
    ).toEqual([
      ["Nobody", 30, 1, ["one"]],
      ["Bob", 180, 2, ["one", "half"]],
    ]);
  });

  it("puts a role that nobody fills in one of the runs before people, filled ones after by weight", () => {
    const heavy = documentOf(
      phase("p", [item("a", { owner: "Ops", estimate: 10 }), item("b", { owner: "DBA", estimate: 600 })]),
      gate("deploy"),
    );
    const dba = { role: "DBA", personId: "bob", deputy: false };
    const several = ["ana", "cleo"].map((personId) => ({ role: "Ops", personId, deputy: false }));
    const run = (id: string, roster: (typeof dba)[]) => {
      const snapshot = snapshotOf(heavy, { roster });
      return runSummary({ ...snapshot, run: { ...snapshot.run, id } }, noon);
    };
    const names = (...runs: RunSummary[]) => rankBlockers(runs).map(({ who }) => partyName(who));
    expect(names(run("one", [dba]))).toEqual(["Ops", "Bob"]);
    expect(names(run("one", [dba, ...several]))).toEqual(["Bob", "Ops"]);
    expect(names(run("one", [dba, ...several]), run("two", [dba]))).toEqual(["Ops", "Bob"]);
  });

  it("ranks one run's parties as the run's own page does", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        if (snapshot.run.closedAt !== null) return;
        const ids = (all: readonly { who: Party }[]) => all.map(({ who }) => partyId(who));
        expect(ids(rankBlockers([runSummary(snapshot, noon)]))).toEqual(ids(assess(snapshot, noon).blockers));
      }),
      { numRuns: 500 },
    );
  });
});

describe("sentences", () => {
  const line = (targetAt: string | null, lateByMinutes: number | null, closedAt: string | null = null) => {
    const { forecast, verdict } = runSummary(base, noon);
    return { targetAt, closedAt, verdict, forecast: { ...forecast, lateByMinutes } };
  };

  it.each([
    [[], "No go-live is open"],
    [[line(null, null)], "1 go-live open, none this week"],
    [[line(at(60), null, noon)], "No go-live is open"],
    [[line(at(60), -5)], "1 go-live this week, on time"],
    [[line(at(60), null), line(at(600), -5)], "2 go-lives this week, all on time"],
    [[line(at(60), 130), line(at(600), null), line(at(900), null)], "3 go-lives this week, 1 late by 2 h 10 min"],
    [[line(at(60), 130), line(at(600), 45)], "2 go-lives this week, 2 late by up to 2 h 10 min"],
    [[line(at(8 * 24 * 60), 130)], "1 go-live open, none this week"],
    [[line(at(-60), 130)], "1 go-live this week, 1 late by 2 h 10 min"],
  ])("%#: %s", (lines, sentence) => {
    expect(dashboardSentence(lines, noon)).toBe(sentence);
  });

  const bob: Party = { kind: "person", id: "bob", name: "Bob" };
  it.each([
    [[], ""],
    [[{ who: bob, items: 2, signoffs: 0, weightMinutes: 9 }], "Waits for Bob (2 items)"],
    [
      [
        { who: bob, items: 1, signoffs: 1, weightMinutes: 9 },
        { who: { kind: "nobody" as const }, items: 1, signoffs: 0, weightMinutes: 1 },
      ],
      "Waits for Bob (1 item and 1 signature) and nobody in particular (1 item)",
    ],
    [
      ["A", "B", "C", "D"].map((role) => ({
        who: { kind: "role" as const, role },
        items: 0,
        signoffs: 0,
        weightMinutes: 0,
      })),
      "Waits for A, B, C and 1 other",
    ],
  ])("%#: %s", (parties, sentence) => {
    expect(waitsForSentence(parties)).toBe(sentence);
  });
});

it("says which triggers fired, what they ask for and by when", () => {
  const document = documentOf(
    phase("p", [item("a")]),
    gate("g"),
    phase("triggers", [
      { kind: "trigger", key: "slow", title: "P95 > **500** ms", tier: "investigate" },
      { kind: "trigger", key: "errors", title: "Errors > 5 %", tier: "timed", reaction: 30 },
      { kind: "trigger", key: "loss", title: "Data is lost", tier: "rollback" },
    ]),
  );
  const triggers = ["slow", "errors", "loss"].map((key) => {
    return { key, firedAt: noon, firedById: "ana", measured: null, clearedAt: null, clearReason: null };
  });
  const snapshot = snapshotOf(document, { triggers });
  expect(runSummary(snapshot, at(10)).fired).toEqual([
    { title: "Data is lost", calls: true, rollbackAt: null },
    { title: "Errors > 5 %", calls: false, rollbackAt: at(30) },
    { title: "P95 > 500 ms", calls: false, rollbackAt: null },
  ]);
  expect(runSummary(snapshot, at(31)).fired.map(({ calls }) => calls)).toEqual([true, true, false]);
  const closed = { ...snapshot, run: { ...snapshot.run, closedAt: noon } };
  expect(runSummary(closed, at(10)).fired).toEqual([]);
});
