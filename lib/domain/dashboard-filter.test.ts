import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RunSummary, runSummary } from "./dashboard";
import { dashboardCsv } from "./dashboard-csv";
import { type DashboardFilter, dashboardSorts, filterQuery, filterRuns, readFilter } from "./dashboard-filter";
import { trendWords } from "./run-trend";
import { at, documentOf, gate, item, noon, phase, snapshotOf } from "./sample-run";

const document = documentOf(phase("p", [item("a", { estimate: 60 })]), gate("deploy"));
const base = snapshotOf(document);
const run = (name: string, more: Partial<RunSummary> = {}): RunSummary => ({
  ...runSummary({ ...base, run: { ...base.run, name, targetAt: at(600) } }, noon),
  ...more,
});
const runs = [
  run("payments 4.2"),
  run("ledger", { verdict: "go", environment: "Staging", score: 100 }),
  run("late one", { forecast: { ...run("").forecast, lateByMinutes: 5 } }),
  run("drill", { rehearsal: true }),
];

describe("a filter", () => {
  it.each<[DashboardFilter, string[]]>([
    [{}, ["payments 4.2", "ledger", "late one", "drill"]],
    [{ q: "PAY 4.2" }, ["payments 4.2"]],
    [{ q: "nobody ledger" }, ["ledger"]],
    [{ verdict: "go" }, ["ledger"]],
    [{ environment: "staging" }, ["ledger"]],
    [{ late: true }, ["late one"]],
    [{ rehearsals: "only" }, ["drill"]],
    [{ rehearsals: "hide", sort: "name" }, ["late one", "ledger", "payments 4.2"]],
    [{ sort: "score", verdict: "no_go" }, ["payments 4.2", "late one", "drill"]],
    [{ sort: "late" }, ["late one", "payments 4.2", "ledger", "drill"]],
  ])("%j leaves %j", (filter, names) => {
    expect(filterRuns(runs, filter).map(({ name }) => name)).toEqual(names);
  });

  const words = fc.option(
    fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text),
    { nil: undefined },
  );
  it("is the same after a way through the address", () => {
    const filters: fc.Arbitrary<DashboardFilter> = fc.record({
      q: words,
      verdict: fc.constantFrom(undefined, "go", "no_go"),
      environment: words,
      late: fc.constantFrom(undefined, true),
      rehearsals: fc.constantFrom(undefined, "only", "hide"),
      sort: fc.constantFrom(undefined, ...dashboardSorts.slice(1)),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(new URLSearchParams(filterQuery(filter)))).toEqual(filter);
      }),
    );
  });

  it("leaves out what nobody knows", () => {
    expect(readFilter(new URLSearchParams("verdict=perhaps&late=yes&sort=up&q=%20"))).toEqual({});
  });
});

it("is a file no spreadsheet runs", () => {
  const lines = dashboardCsv([run('=HYPERLINK("x")', { waitsFor: [] })]).split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^"'=HYPERLINK\(""x""\)",production,no,NO-GO,deploy,0,100,/);
  expect(lines[1]?.split(",").length).toBeGreaterThan((lines[0]?.split(",").length ?? 0) - 2);
});

describe("a trend", () => {
  const before = { day: "2026-11-19", verdict: "no_go" as const, score: 40.5 };
  it.each([
    [undefined, { verdict: "no_go", score: 1 }, undefined],
    [before, { verdict: "no_go", score: 40.5 }, "no change since yesterday"],
    [before, { verdict: "no_go", score: 52 }, "+11.5 since yesterday"],
    [before, { verdict: "no_go", score: 40 }, "−0.5 since yesterday"],
    [before, { verdict: "go", score: 100 }, "turned GO since yesterday"],
    [before, { verdict: "override", score: 40.5 }, "overridden since yesterday"],
    [{ ...before, verdict: "override" as const }, { verdict: "go", score: 100 }, "turned GO since yesterday"],
    [{ ...before, verdict: "override" as const }, { verdict: "no_go", score: 40 }, "turned NO-GO since yesterday"],
    [
      { ...before, day: "2026-11-09", verdict: "go" as const },
      { verdict: "no_go", score: 90 },
      "turned NO-GO since 9 Nov",
    ],
  ] as const)("%j to %j: %s", (from, now, text) => {
    expect(trendWords(from, now, "2026-11-20")?.text).toBe(text);
  });
});
