import { describe, expect, it } from "vitest";
import { holdEndsAt } from "./hold";
import type { ItemState } from "./item-state";
import { readRun } from "./run-state";
import { at, documentOf, gate, item, noon, phase, row, rowsOf, snapshotOf } from "./sample-run";
import { holdsAhead, leavesAhead, stepTurn, type TurnFacts } from "./step-turn";
import { sequenceOf } from "./steps";
import { indexDocument } from "./template-tree";

const document = documentOf(
  phase("prepare", [item("backup")]),
  gate("deploy"),
  phase(
    "roll-out",
    [
      item("pause-jobs"),
      item("five", { hold: { minutes: 5, traffic: 5 } }),
      item("note", { optional: true }),
      item("check-logs"),
      item("check-graphs"),
      item("quarter", { hold: { minutes: 10, traffic: 25 } }),
      item("all"),
    ],
    { stage: "during" },
  ),
  gate("live", { asks: "live" }),
);
const index = indexDocument(document);
const go = [{ key: "deploy", status: "go" as const }];

function ask(key: string, target: ItemState, facts: Partial<TurnFacts> & { row?: Parameters<typeof row>[1] } = {}) {
  const leaf = index.leafByKey.get(key);
  if (!leaf) throw new Error(key);
  const { row: more, ...rest } = facts;
  const states = new Map<string, ItemState>();
  return stepTurn(leaf, row(key, more), target, {
    index,
    gates: go,
    states,
    untaken: new Set(),
    timeScale: 1,
    fallen: null,
    now: noon,
    ...rest,
  });
}

it.each<[string, string[]]>([
  ["backup", []],
  ["pause-jobs", []],
  ["five", ["pause-jobs"]],
  ["check-logs", ["pause-jobs", "five"]],
  ["check-graphs", ["pause-jobs", "five"]],
  ["quarter", ["pause-jobs", "five", "check-logs", "check-graphs"]],
  ["all", ["pause-jobs", "five", "check-logs", "check-graphs", "quarter"]],
])("%s comes after %j", (key, ahead) => {
  const leaf = index.leafByKey.get(key);
  expect(leaf && leavesAhead(index, leaf).map((other) => other.key)).toEqual(ahead);
  const reached = new Set<number>();
  const walk = (order: number) => {
    for (const before of holdsAhead(index, { order })) {
      reached.add(before);
      walk(before);
    }
  };
  walk(leaf?.order ?? -1);
  expect([...reached].toSorted((a, b) => a - b).map((order) => index.leaves[order]?.key)).toEqual(ahead);
});

const done = new Map<string, ItemState>([["pause-jobs", "passed"]]);

it("doesn't begin where what allowed it fell, and what was done all the same is recorded", () => {
  const fallen = "May we deploy? comes first and holds no more: backup failed";
  expect(ask("check-logs", "in_progress", { states: done, fallen })?.message).toBe(fallen);
  expect(ask("pause-jobs", "passed", { fallen })).toBeNull();
});

describe("a hold", () => {
  const started = { state: "in_progress", changedAt: noon } as const;

  it.each<[string, number, number, string | undefined]>([
    ["at its start", 0, 1, "hold_running"],
    ["a moment before its end", 4.999, 1, "hold_running"],
    ["at its end", 5, 1, undefined],
    ["in a rehearsal ten times faster", 0.5, 10, undefined],
    ["in a rehearsal before its end", 0.49, 10, "hold_running"],
    ["when the clock was set back", -60, 1, "hold_running"],
  ])("%s", (_, minutes, timeScale, code) => {
    const refusal = ask("five", "passed", { row: started, states: done, timeScale, now: at(minutes) });
    expect(refusal?.code).toBe(code);
  });

  it("can't be done before it was started, and is never in the way of failing", () => {
    expect(ask("five", "passed", { states: done })?.message).toContain("Start it first");
    expect(ask("five", "warned", { states: done })?.code).toBe("hold_running");
    expect(ask("five", "failed", { states: done })).toBeNull();
    expect(ask("five", "not_applicable", { states: done })).toBeNull();
  });

  it("runs from the start of the step on the server's clock", () => {
    expect(holdEndsAt({ hold: { minutes: 5 } }, { state: "in_progress", changedAt: noon }, 1)).toBe(Date.parse(at(5)));
    expect(holdEndsAt({ hold: { minutes: 5 } }, { state: "open", changedAt: noon }, 1)).toBeNull();
    expect(holdEndsAt({ hold: undefined }, { state: "in_progress", changedAt: noon }, 1)).toBeNull();
  });
});

describe("the order", () => {
  it("starts nothing before the gate's GO, and records what was done elsewhere", () => {
    expect(ask("pause-jobs", "in_progress", { gates: [] })?.message).toBe(
      "deploy has no GO yet. pause-jobs begins after it.",
    );
    expect(ask("pause-jobs", "passed", { gates: [] })).toBeNull();
    expect(ask("pause-jobs", "in_progress")).toBeNull();
    expect(ask("backup", "in_progress", { gates: [] })).toBeNull();
  });

  it("keeps what comes after a hold behind it, in any order among itself", () => {
    expect(ask("five", "in_progress")?.message).toBe("pause-jobs comes first and is not done.");
    expect(ask("five", "in_progress", { states: done })).toBeNull();
    expect(ask("check-graphs", "passed", { states: done })?.message).toBe("five comes first and is not done.");
    const after = new Map<string, ItemState>([...done, ["five", "warned"]]);
    expect(ask("check-graphs", "passed", { states: after })).toBeNull();
  });

  it("waits for no step of an option that was not taken", () => {
    const order = index.leafByKey.get("pause-jobs")?.order ?? -1;
    expect(ask("five", "in_progress", { untaken: new Set([order]) })).toBeNull();
  });
});

it("shows the current step, the next one and the traffic that is on the new version", () => {
  const gates = [
    { key: "deploy", status: "go" as const, decidedById: "lead", decidedAt: noon, reason: null, frozen: null },
  ];
  const items = rowsOf(
    row("backup", { state: "passed" }),
    row("pause-jobs", { state: "passed" }),
    row("five", { state: "in_progress", changedAt: noon }),
  );
  const running = sequenceOf(readRun(snapshotOf(document, { gates, items }), at(1)));
  expect(running).toMatchObject({ life: "deploying", of: "during", traffic: 5 });
  expect(running.current).toMatchObject({ status: "held", holdEndsAt: at(5), standing: { leaf: { key: "five" } } });
  expect(running.next?.standing.leaf.key).toBe("note");
  const over = sequenceOf(readRun(snapshotOf(document, { gates, items }), at(6)));
  expect(over.current?.status).toBe("running");
  const before = sequenceOf(readRun(snapshotOf(document, { gates, items: {} }), at(6)));
  expect(before).toMatchObject({ traffic: 0, current: { status: "current" } });
});

it("a choice nobody took comes before the steps of its options, which exclude each other", () => {
  const ways = documentOf(
    gate("deploy"),
    phase("roll-out", [item("all")], { stage: "during" }),
    phase(
      "back",
      [
        item("stop"),
        {
          kind: "choice",
          key: "how",
          title: "How to go back",
          options: [
            { key: "undo", title: "Undo", items: ["undo-it"] },
            { key: "scale", title: "Scale down", items: ["scale-down"] },
          ],
        },
        item("undo-it"),
        item("scale-down"),
        item("tell"),
      ],
      { stage: "contingency" },
    ),
    phase("triggers", [{ kind: "trigger", key: "errors", title: "Errors", tier: "rollback" }]),
  );
  const gates = [
    { key: "deploy", status: "go" as const, decidedById: "lead", decidedAt: noon, reason: null, frozen: null },
  ];
  const triggers = [
    { key: "errors", firedAt: noon, firedById: "ana", measured: null, clearedAt: null, clearReason: null },
  ];
  const going = (items = {}, option?: string) => {
    const taken = { key: "how", option: option ?? "", byId: "lead", at: noon, reason: "quicker", version: 1 };
    const snapshot = snapshotOf(ways, { gates, triggers, items, choices: option ? [taken] : [] });
    const { choice, steps, current } = sequenceOf(readRun(snapshot, at(1)));
    const keys = steps.map(({ standing }) => standing.leaf.key);
    return [choice?.key ?? null, current?.standing.leaf.key, keys];
  };
  const stopped = rowsOf(row("stop", { state: "passed" }));
  expect(going()).toEqual([null, "stop", ["stop", "undo-it", "scale-down", "tell"]]);
  expect(going(stopped)).toEqual(["how", "undo-it", ["stop", "undo-it", "scale-down", "tell"]]);
  expect(going(stopped, "scale")).toEqual([null, "scale-down", ["stop", "scale-down", "tell"]]);
});
