import { describe, expect, it } from "vitest";
import type { Readiness } from "./assessment";
import { assess } from "./readiness";
import { partyName } from "./roster";
import type { RunSnapshot } from "./run";
import {
  allPassed,
  at,
  documentOf,
  evidence,
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
import type { Choice } from "./template-leaves";

const document = documentOf(
  phase("prepare", [
    item("backup", { severity: "critical", owner: "Ops", estimate: 30 }),
    item("restore", { severity: "critical", owner: "DBA", estimate: 20, needs: ["backup"] }),
    item("counts", { severity: "high", owner: "DBA", estimate: 10, needs: ["restore"] }),
    item("alerts", { severity: "high", estimate: 5 }),
    item("docs", { severity: "low", owner: "Writers", estimate: 45 }),
  ]),
  gate("deploy", { required: 0, signoffs: [signoff("Security")] }),
);
const roster = [
  { role: "ops", personId: "bob", deputy: false },
  { role: "dba", personId: "ana", deputy: false },
  { role: "Security", personId: "sec", deputy: false },
];
const start = snapshotOf(document, { roster });

const blame = ({ blockers }: Readiness) =>
  blockers.map(({ who, weightMinutes, items }) => [partyName(who), weightMinutes, items.map(({ key }) => key)]);
const passing = (...keys: string[]): RunSnapshot => ({
  ...start,
  items: rowsOf(...keys.map((key, n) => row(key, { state: "passed", changedAt: at(n - 60) }))),
});

describe("who blocks", () => {
  it("charges those who can act, by the minutes that wait for them", () => {
    const readiness = assess(start, noon);
    expect(blame(readiness)).toEqual([
      ["Nobody", 5, ["alerts"]],
      ["Bob", 60, ["backup"]],
    ]);
    expect(readiness.waiting.map(({ text }) => text)).toEqual([
      "Ana waits for Bob (2 items)",
      "Sec waits for work nobody owns and Bob (1 signature)",
    ]);
  });

  it("shows the chain behind each item, one behind the other", () => {
    expect(assess(start, noon).blockers[1]?.items[0]?.chain).toEqual([
      { key: "restore", title: "restore", who: "Ana" },
      { key: "counts", title: "counts", who: "Ana" },
    ]);
  });

  it("puts first what nobody holds, a role that nobody fills among it", () => {
    const others = roster.filter(({ role }) => role !== "dba");
    const { blockers } = assess({ ...passing("backup"), roster: others }, noon);
    expect(blockers.map(({ who }) => partyName(who))).toEqual(["DBA", "Nobody"]);
    const held = assess({ ...passing("backup", "alerts"), roster: [...others, ...roster] }, noon);
    expect(held.blockers.map(({ who }) => partyName(who))).toEqual(["Ana"]);
  });

  it("moves on as work gets done, since when it was possible", () => {
    const { blockers, nextAction } = assess(passing("backup"), noon);
    expect(blockers[1]).toMatchObject({
      who: { kind: "person", id: "ana" },
      weightMinutes: 30,
      since: at(-60),
      items: [{ key: "restore", minutes: 20, downstreamMinutes: 30 }],
    });
    expect(nextAction).toMatchObject({ kind: "item", key: "restore", who: { id: "ana" }, minutes: 20 });
  });

  it("charges the assignee before the role", () => {
    const items = rowsOf(row("backup", { assigneeId: "cleo" }), row("alerts", { assigneeId: "cleo" }));
    expect(blame(assess({ ...start, items }, noon))).toEqual([["Cleo", 65, ["backup", "alerts"]]]);
  });

  it("charges the role when nobody fills it, and everything once the score is too low", () => {
    const strict = documentOf(
      ...document.phases.map((node) => (node.kind === "gate" ? { ...node, required: 100 } : node)),
    );
    expect(blame(assess({ ...start, document: strict, roster: [] }, noon))).toEqual([
      ["Ops", 60, ["backup"]],
      ["Writers", 45, ["docs"]],
      ["Nobody", 5, ["alerts"]],
    ]);
  });

  it("reports a block from outside since it was reported, and looks for something else to do", () => {
    const items = rowsOf(
      row("backup", { blocked: { reason: "vendor", byId: "bob", since: at(-15), link: "https://x.test/" } }),
    );
    const { blockers, nextAction, reasons } = assess({ ...start, items }, noon);
    expect(blockers[1]).toMatchObject({
      who: { id: "bob" },
      since: at(-15),
      items: [{ key: "backup", since: at(-15), blocked: "vendor", blockedLink: "https://x.test/" }],
    });
    expect(reasons[0]?.text).toBe("backup is open (critical, blocked)");
    expect(nextAction).toMatchObject({ key: "alerts" });
  });

  it("pulls in unsatisfied work that gating work needs, wherever it stands", () => {
    const hidden = documentOf(
      phase("prepare", [item("go", { severity: "critical", needs: ["drill"] })]),
      gate("deploy"),
      phase("undo", [item("drill", { owner: "Ops" })], { stage: "contingency" }),
    );
    expect(blame(assess(snapshotOf(hidden), noon))).toEqual([["Ops", 30, ["drill"]]]);
  });

  it("asks the item's owner for missing evidence", () => {
    const proven = documentOf(phase("p", [item("a", { owner: "Ops", evidence: "required" })]), gate("g"));
    const snapshot = snapshotOf(proven, { items: allPassed(proven), roster });
    expect(blame(assess(snapshot, noon))).toEqual([["Bob", 0, ["a"]]]);
    expect(assess(snapshot, noon).nextAction).toMatchObject({ kind: "item", key: "a", minutes: null });
    expect(blame(assess({ ...snapshot, evidence: [evidence("a")] }, noon))).toEqual([]);
  });
});

describe("signatures", () => {
  const done = passing("backup", "restore", "counts", "alerts");

  it("are charged once nothing else stands open", () => {
    const { blockers, nextAction, signoffs } = assess(done, noon);
    expect(blockers).toMatchObject([
      { who: { id: "sec" }, weightMinutes: 0, since: at(-57), signoffs: [{ key: "Security", gate: "deploy" }] },
    ]);
    expect(signoffs[0]?.ready).toBe(true);
    expect(nextAction).toMatchObject({ kind: "signoff", key: "Security", who: { id: "sec" } });
  });

  it("then the lead declares", () => {
    const signatures = [signed(done, { gateKey: "deploy", signoffKey: "Security" })];
    expect(assess({ ...done, signatures }, noon)).toMatchObject({
      verdict: "go",
      nextAction: { kind: "declare", key: "deploy", who: { id: "lead" } },
    });
  });

  it.each([
    ["the role when nobody fills it", [], "Security"],
    ["the deputy when there is nobody else", [{ role: "Security", personId: "cleo", deputy: true }], "Cleo"],
    ["not the deputy otherwise", [...roster, { role: "Security", personId: "cleo", deputy: true }], "Sec"],
  ])("are charged to %s", (_, filled, name) => {
    expect(assess({ ...done, roster: filled }, noon).blockers.map(({ who }) => partyName(who))).toEqual([name]);
  });

  it("against are charged to whoever gave them", () => {
    const rejection = signed(done, { gateKey: "deploy", signoffKey: "Security", decision: "reject" });
    const two = [...roster, { role: "Security", personId: "cleo", deputy: false }];
    expect(
      assess({ ...done, roster: two, signatures: [rejection] }, noon).blockers.map(({ who }) => partyName(who)),
    ).toEqual(["Sec"]);
  });

  it("with a condition overdue are charged to its owner", () => {
    const conditions = [{ id: "c", text: "watch", ownerId: "bob", dueAt: at(10), doneAt: null }];
    const signatures = [
      signed(done, { gateKey: "deploy", signoffKey: "Security", decision: "approve_with_conditions", conditions }),
    ];
    expect(assess({ ...done, signatures }, noon)).toMatchObject({ verdict: "go_with_conditions", validUntil: at(10) });
    const { blockers } = assess({ ...done, signatures }, at(10));
    expect(blockers).toMatchObject([{ who: { id: "bob" }, others: ['The condition "watch" is overdue'] }]);
  });
});

describe("choices and triggers", () => {
  const how: Choice = {
    kind: "choice",
    key: "how",
    title: "How to deploy",
    decider: "Ops",
    options: [
      { key: "helm", title: "Helm", items: ["chart"] },
      { key: "kubectl", title: "kubectl", items: ["apply"], recommended: true },
    ],
  };
  const asking = documentOf(
    phase("p", [
      how,
      { kind: "trigger", key: "errors", title: "Error rate", tier: "timed", reaction: 30 },
      item("chart", { severity: "critical", owner: "DBA", estimate: 10 }),
      item("apply", { severity: "critical", owner: "DBA", estimate: 20 }),
    ]),
    gate("g"),
  );
  const open = snapshotOf(asking, { roster });

  it("charge an open choice to its decider; its options wait", () => {
    const readiness = assess(open, noon);
    expect(readiness.reasons.map(({ code }) => code)).toEqual([
      "critical_open",
      "critical_open",
      "score_below",
      "choice_open",
    ]);
    expect(readiness.blockers).toMatchObject([
      { who: { id: "bob" }, weightMinutes: 20, others: ["Decide: How to deploy"], items: [] },
    ]);
    expect(readiness.nextAction).toMatchObject({ kind: "choice", key: "how", who: { id: "bob" } });
    expect(readiness.waiting.map(({ text }) => text)).toEqual(["Ana waits for Bob (1 item)"]);
  });

  it("drop the option that was not taken", () => {
    const choices = [{ key: "how", option: "helm", reason: "usual", byId: "bob", at: noon, version: 1 }];
    const readiness = assess({ ...open, choices }, noon);
    expect(blame(readiness)).toEqual([["Ana", 10, ["chart"]]]);
    expect(readiness.formula).toMatchObject({ satisfied: 0, applicable: 8 });
  });

  it("charge a fired trigger to the lead once its time to react is over", () => {
    const choices = [{ key: "how", option: "helm", reason: "usual", byId: "bob", at: noon, version: 1 }];
    const triggers = [
      { key: "errors", firedAt: noon, firedById: "ana", measured: "2 %", clearedAt: null, clearReason: null },
    ];
    const fired = { ...open, items: allPassed(asking), choices, triggers };
    expect(assess(fired, at(29))).toMatchObject({ verdict: "go", validUntil: at(30) });
    expect(assess(fired, at(30))).toMatchObject({
      verdict: "no_go",
      reasons: [{ code: "trigger_fired", trigger: "errors" }],
      blockers: [{ who: { id: "lead" }, since: noon, others: ["Error rate fired and calls for rollback"] }],
      nextAction: { kind: "trigger", key: "errors" },
    });
    expect(
      assess({ ...fired, triggers: triggers.map((each) => ({ ...each, clearedAt: at(5) })) }, at(30)).verdict,
    ).toBe("go");
  });
});

describe("a recorded GO", () => {
  const gates = [
    {
      key: "deploy",
      status: "go" as const,
      decidedById: "lead",
      decidedAt: noon,
      reason: null,
      frozen: { verdict: "go" as const, score: 97.5, conditions: 0, artefact: { version: "4.2.0" } },
    },
  ];

  const satisfied = { ...start, items: allPassed(document), gates };
  const standing = { ...satisfied, signatures: [signed(satisfied, { gateKey: "deploy", signoffKey: "Security" })] };

  it("keeps what it froze while what it was given for stands", () => {
    expect(assess(standing, noon, "deploy")).toMatchObject({
      verdict: "go",
      score: 97.5,
      reasons: [],
      blockers: [],
      nextAction: null,
    });
  });

  it("is NO-GO again once an item it covers fails", () => {
    const items = {
      ...standing.items,
      backup: row("backup", { state: "failed", reason: "disk", version: 3, revision: 1 }),
    };
    const readiness = assess({ ...standing, items }, noon, "deploy");
    expect(readiness.verdict).toBe("no_go");
    expect(readiness.reasons.map(({ code }) => code)).toEqual(["critical_open", "signoff_stale"]);
    expect(readiness.blockers).not.toEqual([]);
  });

  it("is taken back by another artefact or the run's end", () => {
    const other = { ...standing, run: { ...standing.run, artefact: { version: "4.2.1" } } };
    expect(assess(other, noon, "deploy").reasons[0]).toEqual({
      code: "artefact_mismatch",
      text: "GO was recorded for 4.2.0, the run now deploys 4.2.1",
    });
    expect(assess({ ...standing, run: { ...standing.run, closedAt: noon } }, noon, "deploy").verdict).toBe("no_go");
  });
});

it("charges what follows a go-live to the lead where it names nobody, as its own list does", () => {
  const document = documentOf(
    gate("deploy"),
    phase("week", [item("review", { due: "T+1w" }), item("docs")], { stage: "after" }),
    gate("close", { asks: "close" }),
  );
  const snapshot = snapshotOf(document, {
    gates: [{ key: "deploy", status: "go", decidedById: "lead", decidedAt: noon, reason: null, frozen: null }],
  });
  const held = assess(snapshot, at(1), "close").blockers.map(({ who, items }) => {
    return [who.kind === "person" ? who.id : who.kind, items.map(({ key }) => key)];
  });
  expect(held).toEqual([
    ["nobody", ["docs"]],
    ["lead", ["review"]],
  ]);
});
