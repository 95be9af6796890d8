import { expect, it } from "vitest";
import { rehearsedIn, withRehearsed } from "./rehearsed";
import { runDocument } from "./run-document";
import { readRun } from "./run-state";
import { at, documentOf, gate, item, phase, snapshotOf } from "./sample-run";
import { indexDocument } from "./template-tree";

const document = documentOf(
  phase("prepare", [item("backup", { estimate: 10 }), item("docs")]),
  gate("deploy"),
  phase("roll-out", [item("five", { hold: { minutes: 30 } })], { stage: "during" }),
);
const state = readRun(snapshotOf(document), at(0));
const took = (key: string, planned: number | null, actual: number) => ({ item: key, title: key, planned, actual });

it("takes what people did at its own speed, and holds as long as they really last", () => {
  const rows = [took("backup", 10, 24.2), took("five", 0.5, 2.5), took("docs", null, 0.4), took("gone", null, 3)];
  expect(rehearsedIn(document, state, rows)?.minutes).toEqual({ backup: 25, five: 32 });
  expect(rehearsedIn(document, state, [took("five", 0.5, 0.2)])?.minutes).toEqual({ five: 30 });
  expect(rehearsedIn(document, state, [took("gone", null, 3)])).toBeNull();
});

it("leaves out what was left lying for more than eight hours, a hold's own time apart", () => {
  const long = documentOf(phase("p", [item("backup"), item("soak", { hold: { minutes: 1_440 } })]));
  const minutes = (...rows: ReturnType<typeof took>[]) => rehearsedIn(long, state, rows)?.minutes;
  expect(minutes(took("backup", null, 480), took("soak", 1_440, 1_450))).toEqual({ backup: 480, soak: 1_450 });
  expect(minutes(took("backup", null, 481))).toBeUndefined();
  expect(minutes(took("soak", 24, 505))).toBeUndefined();
});

it("leaves the others of a part what they were shared of its estimate", () => {
  const part = documentOf(phase("p", [item("a"), item("b"), item("c"), item("d")], { estimate: 60 }));
  const made = withRehearsed(part, { runId: "r", at: at(0), minutes: { a: 50 } });
  expect(indexDocument(made).leaves.map(({ estimate }) => estimate)).toEqual([50, 15, 15, 15]);
});

it("estimates as it took, leaves the others, and gives the same object for the same rehearsal", () => {
  const rehearsed = { runId: "r", at: at(0), minutes: { backup: 25 } };
  const made = withRehearsed(document, rehearsed);
  expect(indexDocument(made).leaves.map(({ estimate }) => estimate)).toEqual([25, null, null]);
  expect(withRehearsed(document, { ...rehearsed })).toBe(made);
  expect(withRehearsed(document, null)).toBe(document);
  const { run } = snapshotOf(document);
  expect(runDocument(document, { run: { ...run, rehearsed }, evidence: [], needs: [] })).toBe(made);
});
