import { expect, it } from "vitest";
import { rankBlockers, runSummary } from "@/lib/domain/dashboard";
import type { Dashboard } from "@/lib/domain/dashboard-answer";
import { dashboardSentence } from "@/lib/domain/dashboard-sentence";
import { at, documentOf, gate, item, noon, phase, snapshotOf } from "@/lib/domain/sample-run";
import { summaryAt } from "@/lib/domain/summary-at";
import { dashboardJson } from "./dashboard-json";

const read = (dashboard: Dashboard) => JSON.parse(new TextDecoder().decode(dashboardJson(dashboard)));

const empty: Dashboard = {
  asOf: noon,
  headline: "",
  counts: { go: 0, go_with_conditions: 0, override: 0, no_go: 1 },
  matching: 0,
  total: 0,
  environments: ["production"],
  runs: [],
  trends: { other: { day: "2026-11-19", verdict: "no_go", score: 12.5 } },
  blockers: [],
  roles: [],
  addresses: { bob: "bob@example.test" },
  nudged: { "run bob": noon },
};

it("says in text what the dashboard says, each time anew", () => {
  const document = documentOf(phase("p", [item("a", { severity: "critical", estimate: 90 })]), gate("deploy"));
  const base = snapshotOf(document);
  const one = runSummary(base, noon);
  const other = runSummary({ ...base, run: { ...base.run, id: "other", name: 'Quotes " and \\ signs, 東京' } }, noon);
  for (const asOf of [noon, at(10), at(20)]) {
    const runs = [summaryAt(one, asOf, null), summaryAt(other, asOf, null)];
    const dashboard = { ...empty, asOf, headline: dashboardSentence(runs, asOf), runs, blockers: rankBlockers(runs) };
    expect(read(dashboard)).toEqual(dashboard);
  }
  expect(read(empty).runs).toEqual([]);
});
