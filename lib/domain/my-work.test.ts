import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortWork, type WorkLine, workIn } from "./my-work";
import { assess } from "./readiness";
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

const document = documentOf(
  phase("p", [
    item("backup", { severity: "critical", owner: "Ops", estimate: 30 }),
    item("migrate", { severity: "high", owner: "DBA", estimate: 60, needs: ["backup"] }),
    item("check", { severity: "high", owner: "Ops", estimate: 10, needs: ["migrate"] }),
    item("notes", { estimate: 5 }),
  ]),
  gate("deploy", { signoffs: [signoff("QA")] }),
);
const roster = [
  { role: "Ops", personId: "bob", deputy: false },
  { role: "DBA", personId: "cleo", deputy: false },
  { role: "QA", personId: "sec", deputy: false },
];
const base = snapshotOf(document, { roster });
const due = { ...base, run: { ...base.run, targetAt: at(600) } };
const keys = (lines: readonly WorkLine[]) => lines.map(({ kind, key }) => `${kind} ${key}`);

describe("what a run asks of somebody", () => {
  it("parts what can be done from what waits, and says whom for", () => {
    const bob = workIn(due, "bob", noon);
    expect(keys(bob.now)).toEqual(["item backup"]);
    expect(bob.now[0]).toMatchObject({ minutes: 30, behindMinutes: 70, beginBy: at(500), others: ["Cleo"] });
    expect(keys(bob.later)).toEqual(["item check"]);
    expect(workIn(due, "cleo", noon).later).toMatchObject([{ key: "migrate", others: ["Bob"] }]);
    expect(keys(bob.free)).toEqual(["item notes"]);
  });

  it("asks for a signature once it is ready, then for the decision", () => {
    expect(workIn(due, "sec", noon)).toMatchObject({ sign: [], later: [{ kind: "sign", others: ["Bob", "Nobody"] }] });
    const passed = { ...due, items: allPassed(document) };
    expect(keys(workIn(passed, "sec", noon).sign)).toEqual(["sign QA"]);
    expect(workIn(passed, "lead", noon).now).toEqual([]);
    const all = { ...passed, signatures: [signed(passed, { gateKey: "deploy", signoffKey: "QA" })] };
    expect(keys(workIn(all, "lead", noon).now)).toEqual(["declare deploy"]);
    expect(workIn(all, "sec", noon).sign).toEqual([]);
  });

  it("doesn't offer what is blocked from outside", () => {
    const blocked = { reason: "vendor is down", byId: "ana", since: at(-5), link: "https://tickets.example.test/1" };
    const items = rowsOf(row("backup", { blocked }));
    const bob = workIn({ ...due, items }, "bob", noon);
    expect(bob.now).toEqual([]);
    expect(bob.later).toMatchObject([
      { key: "backup", others: ["something outside: vendor is down"], link: "https://tickets.example.test/1" },
      { key: "check" },
    ]);
  });

  it("remembers conditions after the run was closed", () => {
    const condition = { id: "c", text: "Watch it", ownerId: "bob", dueAt: at(60), doneAt: null };
    const passed = { ...due, items: allPassed(document) };
    const signature = signed(passed, { gateKey: "deploy", signoffKey: "QA", decision: "approve_with_conditions" });
    const closed = {
      ...passed,
      run: { ...due.run, closedAt: noon },
      signatures: [{ ...signature, conditions: [condition] }],
    };
    const { conditions, now } = workIn(closed, "bob", noon);
    expect([keys(conditions), now]).toEqual([["condition c"], []]);
    expect(workIn(closed, "sec", noon).conditions).toEqual([]);
  });
});

it("says by when to begin within working hours, as the forecast lays out work", () => {
  // Noon of the samples is a weekday's; the target stands on a Monday at half past nine.
  const workingHours = {
    days: ["mon" as const, "tue" as const, "wed" as const, "thu" as const, "fri" as const],
    from: "09:00",
    to: "17:00",
    timeZone: "UTC",
  };
  const run = { ...due.run, targetAt: "2026-11-30T09:30:00.000Z", workingHours };
  // 100 minutes of work: half an hour on Monday, the others on the Friday before.
  const [backup] = workIn({ ...due, run }, "bob", noon).now;
  expect(backup).toMatchObject({ key: "backup", beginBy: "2026-11-27T15:50:00.000Z" });
  const forecast = assess({ ...due, run }, backup?.beginBy ?? "").forecast;
  expect(forecast.earliestGoAt).toBe(run.targetAt);
});

it("never offers to two people what only one is charged with, and offers something to somebody while it is NO-GO", () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const works = ["ana", "bob", "cleo", "lead", "sec"].map((id) => workIn(snapshot, id, noon));
      const items = works.flatMap(({ now }) => now.filter(({ kind }) => kind === "item").map(({ key }) => key));
      expect(new Set(items).size).toBe(items.length);
      if (snapshot.run.closedAt !== null) return;
      const { blockers } = assess(snapshot, noon);
      for (const { who, items: held } of blockers) {
        if (who.kind !== "person" || held.length === 0) continue;
        const work = workIn(snapshot, who.id, noon);
        const offered = new Set([...work.now, ...work.later].map(({ key }) => key));
        for (const { key } of held) expect(offered).toContain(key);
      }
    }),
    { numRuns: 300 },
  );
});

it("puts first what must be begun soonest, rehearsals last", () => {
  const lines = ["bob", "cleo"].flatMap((id) => workIn(due, id, noon).now);
  const [line] = lines;
  if (!line) throw new Error("no work");
  const soon = { ...line, key: "soon", beginBy: at(1) };
  const drill = { ...line, key: "drill", beginBy: at(0), run: { ...line.run, rehearsal: true } };
  const someday = { ...line, key: "someday", beginBy: null };
  const fired = { ...line, kind: "trigger" as const, key: "fired" };
  const turn = { ...line, kind: "check" as const, key: "turn", beginBy: at(15) };
  expect(sortWork([someday, drill, line, soon, turn, fired]).map(({ key }) => key)).toEqual([
    "fired",
    "turn",
    "soon",
    "backup",
    "someday",
    "drill",
  ]);
});
