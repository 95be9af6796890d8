import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { liveAt } from "./go-live";
import { assess } from "./readiness";
import { type GateRow, gateStatuses, type RunSnapshot, type TriggerRow } from "./run";
import { type LifeFacts, lifeAllows, lifeFrom, lifeLets, lifeOf, lives, resetByAttempt } from "./run-life";
import { readRun } from "./run-state";
import { at, documentOf, gate, item, noon, override, phase, row, rowsOf, snapshotOf } from "./sample-run";

const calm: LifeFacts = {
  closed: false,
  outcome: null,
  begun: false,
  rollbackCalled: false,
  headline: { asks: "deploy", status: "pending" },
  stepsLeft: false,
};
const begun: LifeFacts = { ...calm, begun: true, headline: { asks: "live", status: "pending" } };

it.each<[string, Partial<LifeFacts>, string]>([
  ["nothing has happened", calm, "planning"],
  ["somebody signed", { ...calm, headline: { asks: "deploy", status: "polling" } }, "polling"],
  ["NO-GO is recorded", { ...calm, headline: { asks: "deploy", status: "no_go" } }, "no_go"],
  ["a trigger fired before anything was deployed", { ...calm, rollbackCalled: true }, "planning"],
  ["steps are left", { ...begun, stepsLeft: true }, "deploying"],
  ["the steps are done and live is to be declared", begun, "deploying"],
  ["a second deploy gate is asked", { ...begun, headline: { asks: "deploy", status: "polling" } }, "polling"],
  ["it is live", { ...begun, headline: { asks: "close", status: "pending" } }, "verifying"],
  ["every gate has passed", { ...begun, headline: null }, "verifying"],
  ["a trigger calls for rollback", { ...begun, stepsLeft: true, rollbackCalled: true }, "rolling_back"],
  ["it was rolled back", { ...begun, rollbackCalled: true, outcome: "rolled_back" }, "rolled_back"],
  ["it was rolled back and closed", { ...begun, closed: true, outcome: "rolled_back" }, "rolled_back"],
  ["it was given up", { ...calm, closed: true, outcome: "aborted" }, "aborted"],
  ["it is over", { ...begun, closed: true, headline: null }, "closed"],
])("when %s", (_, facts, life) => {
  expect(lifeFrom({ ...calm, ...facts })).toBe(life);
});

it("lets nothing happen once it is over, and every life is in the table", () => {
  expect(Object.keys(lifeAllows)).toEqual([...lives]);
  for (const life of ["closed", "aborted"] as const) expect(lifeAllows[life]).toEqual([]);
  for (const life of ["rolling_back", "rolled_back"] as const) {
    for (const act of ["sign", "declare", "start_step"] as const) expect(lifeLets(life, act)).toBe(false);
  }
  for (const life of lives) expect(lifeLets(life, "begin_again")).toBe(life === "rolled_back");
});

const document = documentOf(
  phase("prepare", [item("backup")]),
  gate("deploy"),
  phase("roll-out", [item("five", { hold: { minutes: 5, traffic: 5 } }), item("all")], { stage: "during" }),
  gate("live", { asks: "live" }),
  phase("back", [item("undo")], { stage: "contingency" }),
  phase("watch", [item("look")], { stage: "after" }),
  gate("close", { asks: "close" }),
  phase("triggers", [{ kind: "trigger", key: "errors", title: "Errors > 5 %", tier: "rollback" }]),
);
const fired: TriggerRow = {
  key: "errors",
  firedAt: noon,
  firedById: null,
  measured: null,
  clearedAt: null,
  clearReason: null,
};

function gateRow(key: string, status: GateRow["status"]): GateRow {
  return { key, status, decidedById: "lead", decidedAt: noon, reason: null, frozen: null };
}

const states = fc.constantFrom("open", "in_progress", "passed", "failed", "warned", "not_applicable") as fc.Arbitrary<
  "open" | "passed"
>;
const runs: fc.Arbitrary<RunSnapshot> = fc
  .record({
    items: fc.dictionary(fc.constantFrom("backup", "five", "all", "undo", "look"), states),
    gates: fc.tuple(...(["deploy", "live", "close"] as const).map(() => fc.constantFrom(...gateStatuses))),
    closed: fc.boolean(),
    outcome: fc.constantFrom(null, "rolled_back" as const),
    fired: fc.boolean(),
  })
  .map(({ items, gates, closed, outcome, fired: isFired }) => {
    const base = snapshotOf(document);
    return {
      ...base,
      run: { ...base.run, closedAt: closed ? noon : null, outcome },
      items: rowsOf(...Object.entries(items).map(([key, state]) => row(key, { state, reason: "because" }))),
      gates: gates.map((status, index) => gateRow(["deploy", "live", "close"][index] ?? "", status)),
      triggers: isFired ? [fired] : [],
    };
  });

describe("over every run", () => {
  it("no gate gives GO from a fired trigger or a rollback until it is cleared and begun again", () => {
    fc.assert(
      fc.property(runs, (snapshot) => {
        const life = lifeOf(readRun(snapshot, at(1)));
        const over = snapshot.triggers.length > 0 || snapshot.run.outcome !== null || snapshot.run.closedAt !== null;
        for (const key of ["deploy", "live", "close"]) {
          if (over) expect(assess(snapshot, at(1), key).verdict).toBe("no_go");
        }
        if (life === "rolling_back") expect(snapshot.triggers).toHaveLength(1);
        expect(lives).toContain(life);
      }),
    );
  });

  it("the same rows give the same life, and closing ends everything", () => {
    fc.assert(
      fc.property(runs, (snapshot) => {
        const closed = { ...snapshot, run: { ...snapshot.run, closedAt: noon } };
        expect(lifeAllows[lifeOf(readRun(closed, at(1)))].includes("declare")).toBe(false);
        expect(lifeAllows[lifeOf(readRun(closed, at(1)))].includes("start_step")).toBe(false);
      }),
    );
  });
});

it("does over what stands behind the gate of the latest deployment", () => {
  const state = readRun(snapshotOf(document, { gates: [gateRow("deploy", "go"), gateRow("live", "go")] }), noon);
  const { gates, leaves } = resetByAttempt(state);
  expect(gates.map(({ key }) => key)).toEqual(["deploy", "live", "close"]);
  expect(leaves.map(({ key }) => key)).toEqual(["five", "all", "undo", "look"]);
  expect(resetByAttempt(readRun(snapshotOf(document), noon)).leaves).toEqual([]);
});

it("is live once that is declared, whatever is still to be told during the roll-out", () => {
  const told = documentOf(
    gate("deploy"),
    phase("roll-out", [item("all")], { stage: "during" }),
    gate("live", { asks: "live" }),
    phase("messages", [item("tell", { severity: "low" })], { stage: "during" }),
    gate("close", { asks: "close" }),
  );
  const lifeWith = (all: "open" | "passed", live: GateRow["status"]) => {
    const items = rowsOf(row("all", { state: all, changedAt: noon }));
    const state = readRun(snapshotOf(told, { items, gates: [gateRow("deploy", "go"), gateRow("live", live)] }), at(1));
    return [lifeOf(state), liveAt(state)];
  };
  expect(lifeWith("open", "pending")).toEqual(["deploying", null]);
  expect(lifeWith("passed", "pending")).toEqual(["deploying", null]);
  expect(lifeWith("open", "go")).toEqual(["deploying", null]);
  expect(lifeWith("passed", "go")).toEqual(["verifying", Date.parse(noon)]);
});

describe("once an override has ended", () => {
  const ended = override("deploy", ["item:backup"], { endsAt: at(60) });
  const lifeAt = (minutes: number, items: ReturnType<typeof rowsOf>, more: Partial<RunSnapshot> = {}) => {
    const state = readRun(snapshotOf(document, { items, overrides: [ended], ...more }), at(minutes));
    return { life: lifeOf(state), live: liveAt(state), again: resetByAttempt(state).leaves.map(({ key }) => key) };
  };
  const deployed = rowsOf(
    row("five", { state: "passed", changedAt: at(10) }),
    row("all", { state: "passed", changedAt: at(20) }),
  );

  it("what was deployed under it stays deployed, live once that is declared", () => {
    expect(lifeAt(30, deployed).life).toBe("deploying");
    expect(lifeAt(90, deployed).life).toBe("deploying");
    const declared = { gates: [gateRow("live", "go")] };
    expect(lifeAt(90, deployed, declared)).toMatchObject({ life: "verifying", live: Date.parse(noon) });
    expect(lifeAt(90, deployed, { triggers: [fired] }).life).toBe("rolling_back");
  });

  it("it is as if it had never been where no step was begun, or NO-GO was recorded since", () => {
    expect(lifeAt(90, rowsOf()).life).toBe("planning");
    expect(lifeAt(90, deployed, { gates: [gateRow("deploy", "no_go")] }).life).toBe("no_go");
  });

  it("a new attempt does over what was done behind it, as behind a gate that was reopened", () => {
    const over = ["five", "all", "undo", "look"];
    expect(lifeAt(90, deployed).again).toEqual(over);
    expect(lifeAt(90, deployed, { overrides: [] }).again).toEqual(over);
    expect(lifeAt(90, rowsOf(), { overrides: [] }).again).toEqual([]);
  });
});
