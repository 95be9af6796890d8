import { describe, expect, it } from "vitest";
import { audienceOf } from "./announcement-audience";
import { workIn } from "./my-work";
import { assess } from "./readiness";
import { allTurns } from "./recurring-checks";
import { partyName, somebodyFor } from "./roster";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";
import {
  allPassed,
  at,
  delegation,
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
    item("migrate", { severity: "high", estimate: 60 }),
    item("notes", { severity: "high", estimate: 5 }),
  ]),
  gate("deploy", { signoffs: [signoff("QA")] }),
);
const roster = [
  { role: "Ops", personId: "bob", deputy: false },
  { role: "QA", personId: "sec", deputy: false },
];
const base = snapshotOf(document, { roster, items: rowsOf(row("migrate", { assigneeId: "ana" })) });

/** As it is read once they are disabled. */
function without(snapshot: RunSnapshot, ...ids: string[]): RunSnapshot {
  const gone = (id: string) => ids.includes(id) || undefined;
  return {
    ...snapshot,
    people: Object.fromEntries(
      Object.entries(snapshot.people).map(([id, person]) => [id, { ...person, idle: gone(id) && (true as const) }]),
    ),
    roster: snapshot.roster.map((entry) => ({ ...entry, idle: gone(entry.personId) && (true as const) })),
  };
}
const who = (snapshot: RunSnapshot) => assess(snapshot, noon).blockers.map((blocker) => partyName(blocker.who));
const passed = { ...base, items: allPassed(document) };

describe("the work of somebody who left", () => {
  it("is nobody's and stands first, by their name, until they are back", () => {
    expect(who(base)).toEqual(["Nobody", "Ana", "Bob"]);
    const [first, ...others] = assess(without(base, "ana"), noon).blockers;
    expect(first).toMatchObject({
      who: { kind: "nobody", left: [{ id: "ana", name: "Ana" }] },
      items: [{ key: "migrate" }],
    });
    expect(others.map((blocker) => partyName(blocker.who))).toEqual(["Nobody", "Bob"]);
    expect(who(without(base))).toEqual(who(base));
  });

  it("leaves a role unfilled that they alone filled, and to their deputy one that they didn't", () => {
    expect(who(without(base, "bob"))).toEqual(["Ops (Bob left)", "Nobody", "Ana"]);
    const deputy = { ...base, roster: [...roster, { role: "Ops", personId: "cleo", deputy: true }] };
    expect(who(without(deputy, "bob"))).toContain("Cleo");
    expect(who(without(deputy, "bob", "cleo"))[0]).toBe("Ops (Bob and Cleo left)");
  });

  it("is waited for in words that blame nobody", () => {
    const [, ops] = assess(without(base, "ana", "bob"), noon).blockers.map((blocker) => somebodyFor(blocker.who));
    expect(ops).toBe("somebody in place of Bob");
  });

  it("is what the lead hands over, and what anybody can do", () => {
    const gone = without(base, "ana", "bob", "sec");
    expect(workIn(base, "lead", noon).now).toEqual([]);
    expect(workIn(gone, "lead", noon).now).toMatchObject([
      { kind: "hand_over", left: "Bob", title: "1 item", minutes: 30 },
      { kind: "hand_over", left: "Ana", title: "1 item", minutes: 60 },
      { kind: "hand_over", left: "Sec", title: "1 signature" },
    ]);
    expect(workIn(gone, "cleo", noon).now).toEqual([]);
    expect(workIn(gone, "cleo", noon).free.map(({ key, left }) => [key, left])).toEqual([
      ["migrate", "Ana"],
      ["notes", null],
    ]);
  });

  it("is the lead's no more once they left: nothing is charged to them", () => {
    const fired = { ...passed, signatures: [signed(passed, { gateKey: "deploy", signoffKey: "QA" })] };
    expect(assess(fired, noon).nextAction?.who).toMatchObject({ kind: "person", id: "lead" });
    expect(assess(without(fired, "lead"), noon).nextAction?.who).toMatchObject({
      kind: "nobody",
      left: [{ id: "lead" }],
    });
  });
});

describe("a signature of somebody who left", () => {
  const given = { ...passed, signatures: [signed(passed, { gateKey: "deploy", signoffKey: "QA" })] };
  const rejected = {
    ...passed,
    signatures: [signed(passed, { gateKey: "deploy", signoffKey: "QA", decision: "reject" })],
  };

  it("stands", () => {
    expect(assess(without(given, "sec"), noon)).toMatchObject({ verdict: "go", signoffs: [{ status: "approved" }] });
  });

  it("isn't asked for", () => {
    expect(assess(without(passed, "sec"), noon).signoffs[0]?.signers).toEqual([]);
    expect(who(without(passed, "sec"))).toEqual(["QA (Sec left)"]);
  });

  it("that rejects asks who fills the role since, and stands until they signed", () => {
    const gone = without(rejected, "sec");
    expect(who(gone)).toEqual(["QA (Sec left)"]);
    const since = { ...gone, roster: [...gone.roster, { role: "QA", personId: "cleo", deputy: false }] };
    expect(assess(since, noon).verdict).toBe("no_go");
    expect(who(since)).toEqual(["Cleo"]);
    const anew = signed(since, { gateKey: "deploy", signoffKey: "QA", personId: "cleo", signedAt: at(1) });
    expect(assess({ ...since, signatures: [...since.signatures, anew] }, at(2)).verdict).toBe("go");
  });
});

describe("a delegation", () => {
  const handed = { ...passed, delegations: [delegation("QA")] };

  it("ends with who gave it, as they can't have given what they lost", () => {
    expect(who(handed)).toEqual(["Ana"]);
    expect(assess(without(handed, "sec"), noon).signoffs[0]?.signers).toEqual([]);
  });

  it("falls back to who gave it when the delegate left", () => {
    expect(who(without(handed, "ana"))).toEqual(["Sec"]);
    expect(assess(without(handed, "ana"), noon).signoffs[0]?.signers).toEqual(["sec"]);
  });

  it("puts the signature into the delegate's work, and one offered what to accept", () => {
    expect(workIn(handed, "ana", noon).sign).toMatchObject([{ kind: "sign", key: "QA" }]);
    expect(workIn(handed, "sec", noon).sign).toEqual([]);
    const offered = { ...passed, delegations: [delegation("QA", { acceptedAt: null })] };
    const line = { kind: "delegation", title: "to sign as QA for Sec", dueAt: at(60), key: "delegation-QA" };
    expect(workIn(offered, "ana", noon).now).toMatchObject([line]);
    expect(workIn(offered, "ana", noon).sign).toEqual([]);
    expect(workIn(offered, "ana", at(61)).now).toEqual([]);
    expect(workIn(without(offered, "sec"), "ana", noon).now).toEqual([]);
    const taken = { ...passed, delegations: [delegation("QA", { acceptedAt: null, revokedAt: noon })] };
    expect(workIn(taken, "ana", noon).now).toEqual([]);
  });
});

describe("recurring checks", () => {
  const after = documentOf(
    gate("deploy"),
    phase("deploying", [item("roll-out", { due: "T" })], { stage: "during" }),
    gate("live", { asks: "live" }),
    phase("after", [item("errors", { recurs: { everyMinutes: 60, text: "Every hour" }, due: "T+6h" })], {
      stage: "after",
    }),
    gate("close", { asks: "close" }),
  );
  const rolledOut = row("roll-out", { state: "passed", version: 2, changedAt: at(-10) });
  const decided = (key: string, minutes: number) =>
    ({ key, status: "go", decidedById: "lead", decidedAt: at(minutes), reason: null, frozen: null }) as const;
  const live = snapshotOf(after, {
    items: rowsOf(rolledOut),
    gates: [decided("deploy", -60), decided("live", 0)],
    shifts: [
      { id: "1", personId: "ana", startsAt: at(-60), endsAt: at(150) },
      { id: "2", personId: "bob", startsAt: at(150), endsAt: at(600) },
    ],
  });
  const charged = (snapshot: RunSnapshot, minutes: number) =>
    allTurns(readRun(snapshot, at(minutes)))
      .slice(0, 3)
      .map((turn) => partyName(turn.charged));

  it("of a shift whose person left are the lead's, and nobody who left is next", () => {
    expect(charged(live, 1)).toEqual(["Ana", "Ana", "Bob"]);
    expect(charged(without(live, "ana"), 1)).toEqual(["Lead", "Lead", "Bob"]);
    expect(charged(without(live, "bob"), 125)[0]).toBe("Lead");
    expect(charged(live, 125)[0]).toBe("Bob");
  });

  it("assigned to somebody who left go to whose shift it is", () => {
    const assigned = { ...live, items: rowsOf(rolledOut, row("errors", { assigneeId: "cleo" })) };
    expect(charged(assigned, 1)[0]).toBe("Cleo");
    expect(charged(without(assigned, "cleo"), 1)[0]).toBe("Ana");
  });
});

it("an announcement is proposed to nobody who left, by role or by address", () => {
  const gone = without(base, "bob", "ana");
  expect(audienceOf("@ops, Ana@Example.test, help@example.test", gone)).toEqual({
    people: [],
    addresses: ["help@example.test"],
  });
  expect(audienceOf("@ops, Ana@Example.test", base)).toEqual({ people: ["bob"], addresses: ["ana@example.test"] });
  expect(audienceOf(null, gone).people).toEqual(["lead", "sec"]);
});
