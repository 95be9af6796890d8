import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess } from "./readiness";
import type { RunSnapshot } from "./run";
import { at, documentOf, evidence, gate, item, noon, phase, row, rowsOf, signoff, snapshotOf } from "./sample-run";
import type { Item } from "./template";
import { indexDocument } from "./template-tree";

function runOf(...items: Item[]): RunSnapshot {
  return snapshotOf(documentOf(phase("p", items), gate("g")));
}

const critical = (key: string, owner: string | undefined, estimate: number | undefined, ...needs: string[]) =>
  item(key, { severity: "critical", owner, estimate, needs });

describe("earliest GO", () => {
  it.each<[string, Item[], number, string[]]>([
    ["adds up one person's work", [critical("a", "Ops", 30), critical("b", "Ops", 20)], 50, ["a", "b"]],
    ["lets two people work at once", [critical("a", "Ops", 30), critical("b", "DBA", 20)], 30, ["a"]],
    [
      "follows needs across people",
      [critical("a", "Ops", 30), critical("b", "DBA", 20, "a"), critical("c", "Ops", 5)],
      50,
      ["a", "b"],
    ],
    [
      "takes the longest chain first",
      [critical("x", "Ops", 25), critical("a", "Ops", 10), critical("b", "DBA", 40, "a")],
      50,
      ["a", "b"],
    ],
    [
      "waits for the owner's other work",
      [critical("a", "Ops", 10), critical("b", "Ops", 30), critical("c", "DBA", 5, "b")],
      40,
      ["b", "a"],
    ],
    [
      "counts unowned work as one person's",
      [critical("a", undefined, 10), critical("b", undefined, 10)],
      20,
      ["a", "b"],
    ],
    ["assumes a quarter of an hour", [critical("a", "Ops", undefined)], 15, ["a"]],
    ["ignores a cycle", [critical("a", "Ops", 10, "b"), critical("b", "Ops", 10, "a")], 20, ["b", "a"]],
  ])("%s", (_, items, minutes, path) => {
    const { forecast } = assess(runOf(...items), noon);
    expect(forecast.earliestGoAt).toBe(at(minutes));
    expect(forecast.criticalPath.map(({ key }) => key)).toEqual(path);
  });

  it("says what it assumed, and how late that is", () => {
    const base = runOf(critical("a", "Ops", 70), critical("b", "Ops", undefined));
    const { forecast } = assess({ ...base, run: { ...base.run, targetAt: at(60) } }, noon);
    expect(forecast).toMatchObject({ remainingMinutes: 85, assumed: { items: 1, minutesEach: 15 }, lateByMinutes: 25 });
  });

  it("is now when only signatures or evidence are missing, and none when it is GO", () => {
    const document = documentOf(
      phase("p", [item("a", { evidence: "required" })]),
      gate("g", { signoffs: [signoff("QA")] }),
    );
    const items = rowsOf(row("a", { state: "passed" }));
    expect(assess(snapshotOf(document, { items }), noon).forecast.earliestGoAt).toBe(noon);
    expect(assess(snapshotOf(document, { items, evidence: [evidence("a")] }), noon).forecast.earliestGoAt).toBe(noon);
    const done = runOf(item("a"));
    expect(assess({ ...done, items }, noon).forecast).toMatchObject({
      earliestGoAt: null,
      remainingMinutes: 0,
      lateByMinutes: null,
    });
  });

  it("says how many items it takes as cleared although something outside blocks them", () => {
    const document = documentOf(phase("p", [item("a"), item("b"), item("c", { estimate: 5 })]));
    const blocked = { reason: "no access", byId: "ana", since: noon };
    const items = rowsOf(row("a", { blocked }), row("b", { state: "passed", blocked }));
    expect(assess(snapshotOf(document, { items }), noon).forecast).toMatchObject({ blocked: 2, remainingMinutes: 35 });
    const cleared = rowsOf(row("a"), row("b", { state: "passed" }));
    expect(assess(snapshotOf(document, { items: cleared }), noon).forecast.blocked).toBe(0);
  });

  it("waits for holds, and lets no step begin before its turn", () => {
    const roll = documentOf(
      gate("deploy"),
      phase(
        "roll-out",
        [
          item("ten", { owner: "Ops", hold: { minutes: 60, traffic: 10 } }),
          item("smoke", { owner: "QA", estimate: 20 }),
          item("all", { owner: "Ops", hold: { minutes: 5, traffic: 100 } }),
        ],
        { stage: "during" },
      ),
      gate("live", { asks: "live" }),
    );
    const decided = { key: "deploy", decidedById: "lead", decidedAt: at(-5), reason: null, frozen: null };
    const deploying = (items = {}) => {
      const snapshot = snapshotOf(roll, { gates: [{ ...decided, status: "go" as const }], items });
      return assess(snapshot, noon, "live").forecast;
    };
    expect(deploying()).toMatchObject({ earliestGoAt: at(85), assumed: { items: 0 } });
    const started = rowsOf(row("ten", { state: "in_progress", changedAt: at(-45) }));
    expect(deploying(started)).toMatchObject({ earliestGoAt: at(40), spanMinutes: 40 });
    const over = rowsOf(row("ten", { state: "in_progress", changedAt: at(-90) }));
    expect(deploying(over).earliestGoAt).toBe(at(25));
  });

  it("of closing is held against no target, and comes no sooner than the last check and follow-up", () => {
    const document = documentOf(
      phase("p", [item("a")]),
      gate("deploy"),
      phase(
        "follow",
        [
          item("hourly", { recurs: { everyMinutes: 60, text: "hourly", forMinutes: 240 } }),
          item("review", { due: "T+2h", estimate: 10 }),
        ],
        { stage: "after" },
      ),
      gate("close", { asks: "close" }),
    );
    const decided = { key: "deploy", decidedById: "lead", decidedAt: at(-60), reason: null, frozen: null };
    const live = snapshotOf(document, {
      items: rowsOf(row("a", { state: "passed", changedAt: at(-60) })),
      gates: [{ ...decided, status: "go" as const }],
    });
    const forecast = assess({ ...live, run: { ...live.run, targetAt: at(-90) } }, noon, "close").forecast;
    expect(forecast).toMatchObject({ targetAt: null, lateByMinutes: null, notBefore: at(180), earliestGoAt: at(180) });
    const early = assess(snapshotOf(document), noon, "deploy").forecast;
    expect(early).toMatchObject({ notBefore: null, earliestGoAt: at(15) });
  });

  it("can't be known once the run is closed", () => {
    const base = runOf(critical("a", "Ops", 10));
    expect(assess({ ...base, run: { ...base.run, closedAt: noon } }, noon).forecast.earliestGoAt).toBeNull();
  });

  it("counts the gates before it too", () => {
    const document = documentOf(
      phase("p", [critical("a", "Ops", 10)]),
      gate("g"),
      phase("q", [critical("b", "Ops", 20)]),
      gate("h"),
    );
    expect(assess(snapshotOf(document), noon, "g").forecast.earliestGoAt).toBe(at(10));
    expect(assess(snapshotOf(document), noon, "h").forecast.earliestGoAt).toBe(at(30));
  });
});

type Task = { minutes: number; owner: string; needs: number[] };

/** The same rule told minute by minute: whoever is free starts the ready task with the longest chain behind it. */
function simulate(tasks: readonly Task[]): number {
  const longest = (n: number): number => {
    const behind = tasks.flatMap(({ needs }, m) => (needs.includes(n) ? [longest(m)] : []));
    return (tasks[n]?.minutes ?? 0) + Math.max(0, ...behind);
  };
  const left = tasks.map(({ minutes }) => minutes);
  const started = new Set<number>();
  const isDone = (n: number) => started.has(n) && left[n] === 0;
  for (let minute = 0; ; minute += 1) {
    if (tasks.every((_, n) => isDone(n))) return minute;
    for (const owner of new Set(tasks.map((task) => task.owner))) {
      const own = tasks.flatMap((task, n) => (task.owner === owner ? [n] : []));
      if (own.some((n) => started.has(n) && !isDone(n))) continue;
      const ready = own.filter((n) => !started.has(n) && tasks[n]?.needs.every(isDone));
      const [next] = ready.toSorted((a, b) => longest(b) - longest(a) || a - b);
      if (next !== undefined) started.add(next);
    }
    for (const n of started) left[n] = Math.max(0, (left[n] ?? 0) - 1);
  }
}

describe("list scheduling", () => {
  const tasks = fc
    .array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 12 }),
        owner: fc.constantFrom("Ops", "DBA", "QA"),
        needs: fc.array(fc.nat(6), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((all) => all.map((task, n) => ({ ...task, needs: [...new Set(task.needs.filter((need) => need < n))] })));

  it("ends when a minute-by-minute simulation does", () => {
    fc.assert(
      fc.property(tasks, (all) => {
        const items = all.map(({ minutes, owner, needs }, n) =>
          critical(`t${n}`, owner, minutes, ...needs.map((need) => `t${need}`)),
        );
        expect(assess(runOf(...items), noon).forecast.earliestGoAt).toBe(at(simulate(all)));
      }),
      { numRuns: 300 },
    );
  });

  it("stays quick with a thousand items that all need the phase before", () => {
    const phases = Array.from({ length: 5 }, (_, p) =>
      phase(
        `p${p}`,
        Array.from({ length: 200 }, (__, n) => item(`i${p}-${n}`, { owner: `r${n % 7}` })),
        { needs: p > 0 ? [`p${p - 1}`] : [] },
      ),
    );
    const snapshot = snapshotOf(documentOf(...phases, gate("g")));
    indexDocument(snapshot.document);
    const readiness = assess(snapshot, noon);
    expect(readiness.forecast.remainingMinutes).toBe(15_000);
    expect(readiness.blockers.map(({ items }) => items.length).reduce((a, b) => a + b)).toBe(200);
  });
});
