import { expect, it } from "vitest";
import { chronicleOf, pageOfEvents } from "./chronicle";
import type { Told } from "./chronicle-words";
import { readRun } from "./run-state";
import { at, documentOf, gate, item, phase, snapshotOf } from "./sample-run";

const document = documentOf(
  phase("prepare", [item("backup")]),
  gate("deploy", { title: "May we deploy?" }),
  phase("roll-out", [item("five", { hold: { minutes: 5, traffic: 5 } }), item("all", { estimate: 10 })], {
    stage: "during",
  }),
);

type Brief = [minutes: number, action: string, subject: Told["subject"], change?: Told["change"]];

function tell(...told: Brief[]) {
  const history = told.map(([minutes, action, subject, change = null], index): Told => {
    return { seq: index + 1, at: at(minutes), actor: { name: "Ana" }, action, subject, change, text: null };
  });
  return chronicleOf(readRun(snapshotOf(document), at(500)), history).events;
}

const tick = (minutes: number, key: string, to: string, more = {}): Brief => [
  minutes,
  `item.${to}`,
  { kind: "item", key },
  { state: { from: "open", to }, ...more },
];

it("sets what a hold took beside what was planned, and moves traffic with its start", () => {
  const [begun, over] = tell(tick(0, "five", "in_progress"), tick(7, "five", "passed"));
  expect(begun).toMatchObject({ kind: "hold", traffic: 5, planned: null });
  expect(over).toMatchObject({ kind: "hold", planned: 5, actual: 7, skipped: [], traffic: null });
});

it("says which hold the lead passed over", () => {
  const skipped = { hold: { from: "waiting", to: "skipped" } };
  expect(tell(tick(1, "five", "passed", skipped))).toMatchObject([{ skipped: ["hold"], actual: null, traffic: 5 }]);
});

it("takes the traffic back with a rollback and counts the next attempt", () => {
  const run = { kind: "run" as const, key: "run" };
  const events = tell(
    tick(0, "five", "in_progress"),
    [4, "trigger.fired", { kind: "trigger", key: "errors" }, { measured: "6 %" }],
    [9, "run.rolled_back", run, { attempt: 1 }],
    [20, "run.begun_again", run, { attempt: { from: 1, to: 2 } }],
    tick(20, "five", "open"),
    tick(30, "five", "passed"),
  );
  expect(events.map(({ kind, attempt, traffic }) => [kind, attempt, traffic])).toEqual([
    ["hold", 1, 5],
    ["incident", 1, null],
    ["attempt", 1, 0],
    ["attempt", 2, null],
    ["hold", 2, null],
    ["hold", 2, 5],
  ]);
  expect(events[1]?.detail).toBe("6 %");
  // The start belongs to the attempt that was rolled back.
  expect(events[5]?.actual).toBeNull();
});

it("names decisions, and leaves comments and preparation to the history", () => {
  const events = tell(
    tick(0, "backup", "passed"),
    tick(1, "backup", "failed"),
    [2, "comment.added", { kind: "comment", key: "c1", item: "backup" }],
    [3, "gate.go", { kind: "gate", key: "deploy" }],
  );
  expect(events.map(({ kind, title }) => [kind, title])).toEqual([
    ["setback", "backup"],
    ["decision", "May we deploy?"],
  ]);
});

it("pages from the end, by kind, and says how many stand before", () => {
  const all = tell(
    ...Array.from({ length: 6 }, (_, n): Brief => [n, "trigger.fired", { kind: "trigger", key: "errors" }]),
    [9, "gate.go", { kind: "gate", key: "deploy" }],
  );
  const seqs = (page: ReturnType<typeof pageOfEvents>) => page.events.map(({ seq }) => seq);
  const last = pageOfEvents(all, { limit: 3 });
  expect([seqs(last), last.earlier, last.kinds]).toEqual([[5, 6, 7], 4, { incident: 6, decision: 1 }]);
  const before = pageOfEvents(all, { limit: 3, before: 5 });
  expect([seqs(before), before.earlier]).toEqual([[2, 3, 4], 1]);
  const incidents = pageOfEvents(all, { limit: 9, kind: "incident", before: 6 });
  expect([seqs(incidents), incidents.earlier]).toEqual([[1, 2, 3, 4, 5], 0]);
});
