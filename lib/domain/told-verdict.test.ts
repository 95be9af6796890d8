import { describe, expect, it } from "vitest";
import { announcementDrafts } from "./announcement";
import { attest } from "./attestation";
import { runSummary } from "./dashboard";
import { dashboardCsv } from "./dashboard-csv";
import { answerGate } from "./gate-answer";
import { toOverridden } from "./override";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";
import { runView } from "./run-view";
import { allPassed, at, documentOf, gate, item, noon, override, phase, row, snapshotOf } from "./sample-run";
import type { Announcement } from "./template-leaves";
import { toldVerdict } from "./told-verdict";
import { visitChanges } from "./visit";

const note: Announcement = { kind: "announcement", key: "note", title: "note", moment: "before", text: "{{verdict}}" };
const document = documentOf(
  phase("prepare", [item("backup", { severity: "critical" })]),
  gate("ready"),
  phase("more", [item("pods", { severity: "critical" }), note]),
  gate("deploy"),
);
const open = { ...allPassed(document), backup: row("backup") };

function given(gateKey: string, run: RunSnapshot): RunSnapshot {
  const { reasons } = assess(run, noon, gateKey);
  return { ...run, overrides: [override(gateKey, [], { overridden: toOverridden(reasons) })] };
}

const decided = { decidedById: "lead", decidedAt: at(-20), reason: null };
const frozen = { verdict: "go" as const, score: 100, conditions: 0, artefact: { version: "4.2.0" } };
const behind = given("ready", snapshotOf(document, { items: open }));
const recorded = {
  ...behind,
  gates: [{ key: "deploy", status: "go" as const, ...decided, frozen: { ...frozen, verdict: "override" as const } }],
};
const ownItems = { ...allPassed(document), pods: row("pods") };
const passed = [{ key: "ready", status: "go" as const, ...decided, frozen }];
const own = given("deploy", snapshotOf(document, { items: ownItems, gates: passed }));
const done = { ...own, items: allPassed(document) };
const blocked = row("pods", { blocked: { reason: "corrupted", byId: "ana", since: noon } });
const fallen = { ...own, items: { ...own.items, pods: blocked } };

/** The deploy gate's verdict, in every answer that has one. */
function everywhere(snapshot: RunSnapshot) {
  const now = at(1);
  const view = runView(snapshot, now);
  const summary = runSummary(snapshot, now);
  const state = { at: now, head: { seq: 1, hash: null }, templateDigest: "", dossierSha256: "" };
  const { predicate } = JSON.parse(attest(view, state)) as {
    predicate: { verdict: string; gates: { key: string; verdict: string }[] };
  };
  const [draft] = announcementDrafts(readRun(snapshot, now), "https://gonogo.test");
  const words = [dashboardCsv([summary]).split("\n")[1]?.split(",")[3], draft?.text];
  const verdicts = [
    answerGate(snapshot, now, "deploy").verdict,
    summary.verdict,
    view.verdict,
    ...view.gates.filter(({ key }) => key === "deploy").map(({ verdict }) => verdict),
    predicate.verdict,
    ...predicate.gates.filter(({ key }) => key === "deploy").map(({ verdict }) => verdict),
    toldVerdict(assess(snapshot, now, "deploy")),
  ];
  return { verdicts: new Set(verdicts), words: new Set(words) };
}

describe("told everywhere alike", () => {
  it.each([
    ["behind a gate that is overridden", behind, "override", "OVERRIDE"],
    ["with a GO of its own behind one", recorded, "override", "OVERRIDE"],
    ["overridden itself", own, "override", "OVERRIDE"],
    ["overridden itself, though all is done", done, "override", "OVERRIDE"],
    ["overridden for less than stands against it", fallen, "no_go", "NO-GO"],
  ])("a gate %s", (_, snapshot, verdict, word) => {
    expect(everywhere(snapshot)).toEqual({ verdicts: new Set([verdict]), words: new Set([word]) });
  });
});

it("the readiness of a gate is GO by no override, and names nobody who blocks what may be passed", () => {
  for (const snapshot of [behind, recorded, done])
    expect(assess(snapshot, at(1), "deploy")).toMatchObject({ verdict: "override", blockers: [] });
  // What its own override stands for is told with who can clear it.
  expect(assess(own, at(1), "deploy")).toMatchObject({ verdict: "no_go", override: { holds: true } });
  expect(assess(own, at(1), "deploy").blockers.length).toBeGreaterThan(0);
});

it("the summary says of an override whether it holds", () => {
  const overridesOf = (snapshot: RunSnapshot, now = at(1)) =>
    runSummary(snapshot, now).overrides.map(({ inForce, holds }) => [inForce, holds]);
  expect([overridesOf(behind), overridesOf(own), overridesOf(fallen), overridesOf(own, at(121))]).toEqual([
    [[true, true]],
    [[true, true]],
    [[true, false]],
    [[false, false]],
  ]);
});

it("GO that was recorded behind an override and outlives it stays no plain GO", () => {
  const items = allPassed(document);
  const outlived = { ...recorded, items, overrides: [], gates: [...recorded.gates, ...passed] };
  expect(answerGate(outlived, at(1), "deploy")).toMatchObject({ verdict: "go_with_conditions", override: null });
});

it("who comes back is told that a run is overridden, not that it is GO", () => {
  const before = { run: { verdict: "no_go" as const, score: 0, waits: [] } };
  const [change] = visitChanges(before, [runSummary(behind, at(1))], []);
  expect(change).toMatchObject({ tone: "hold", text: expect.stringContaining("is OVERRIDE now, it was NO-GO") });
});
