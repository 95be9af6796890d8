import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nudgeAgainAt, rollCallLines } from "./roll-call";
import { rollCallMinutes } from "./roll-call-minutes";
import { at, documentOf, gate, item, noon, phase, signed, signoff, snapshotOf } from "./sample-run";
import type { NudgeRow, RollCallRow, RollCallStation, SignatureRow } from "./signing-rows";

const names = ["ops", "sec", "biz"];
const document = documentOf(
  phase("before", [item("backup")]),
  gate("deploy", { signoffs: names.map((key) => signoff(key)) }),
);
const base = snapshotOf(document);
const station = (key: string, more: Partial<RollCallStation> = {}): RollCallStation => {
  return { key, title: key, roles: [key], count: 1, asked: [key], stood: null, ...more };
};
const call = (more: Partial<RollCallRow> = {}): RollCallRow => ({
  id: "call",
  gateKey: "deploy",
  openedById: "lead",
  openedAt: noon,
  secondsEach: 120,
  stations: names.map((key) => station(key)),
  closedById: null,
  closedAt: null,
  ...more,
});
const sign = (signoffKey: string, minutes: number, more: Partial<SignatureRow> = {}) =>
  signed(base, {
    gateKey: "deploy",
    signoffKey,
    signedAt: at(minutes),
    personId: signoffKey,
    printedName: signoffKey,
    ...more,
  });
const lines = (row: RollCallRow, signatures: SignatureRow[], minutes: number) =>
  rollCallLines(row, { signatures, nudges: [] }, Date.parse(at(minutes)));
const states = (...asked: Parameters<typeof lines>) => lines(...asked).map(({ state }) => state);

describe("a roll call", () => {
  it.each([
    ["asks the first", [], 0, ["asked", "next", "next"]],
    ["asks the second when the first has answered", [sign("ops", 1)], 1, ["answered", "asked", "next"]],
    ["asks the second when the first's time is over", [], 2, ["late", "asked", "next"]],
    ["goes on to the end by itself", [], 7, ["late", "late", "late"]],
    [
      "passes over who answered before their turn",
      [sign("sec", 0.5), sign("ops", 1)],
      1,
      ["answered", "answered", "asked"],
    ],
  ])("%s", (_, signatures, minutes, expected) => {
    expect(states(call(), signatures, minutes)).toEqual(expected);
  });

  it("says who was late, and asks nobody anew for it", () => {
    const [ops, sec] = lines(call(), [sign("ops", 3)], 3);
    expect(ops).toMatchObject({ state: "answered", late: true, askedAt: noon, dueAt: at(2), answeredAt: at(3) });
    expect(sec).toMatchObject({ state: "asked", askedAt: at(2) });
  });

  it("doesn't ask whose answer stands, nor count a signature from before the opening", () => {
    const row = call({ stations: [station("ops", { stood: "go" }), station("sec"), station("biz")] });
    expect(states(row, [sign("sec", -5)], 0)).toEqual(["stood", "asked", "next"]);
  });

  it("waits for a quorum, takes a rejection at once, and forgets what was withdrawn", () => {
    const row = call({ stations: [station("ops", { count: 2 })] });
    const one = sign("ops", 1, { personId: "ana", printedName: "Ana" });
    const two = sign("ops", 1.5, { personId: "bob", printedName: "Bob", decision: "approve_with_conditions" });
    expect(lines(row, [one], 1)[0]?.answer).toBeNull();
    expect(lines(row, [one, { ...one, signedAt: at(1.2) }], 1.5)[0]?.answer).toBeNull();
    expect(lines(row, [one, two], 2)[0]).toMatchObject({ answer: "go_if", answeredAt: at(1.5), by: ["Ana", "Bob"] });
    expect(lines(row, [one, { ...two, decision: "reject" }], 2)[0]).toMatchObject({ answer: "no_go", by: ["Bob"] });
    expect(lines(row, [one, { ...two, withdrawnAt: at(1.8) }], 2)[0]?.answer).toBeNull();
  });

  it("keeps every answer with its time, in order: a first one, a second thought, what was taken back", () => {
    const no = sign("ops", 1, { decision: "reject", withdrawnAt: at(1.4) });
    const [ops, sec] = lines(call(), [no, sign("ops", 1.5)], 5);
    expect(ops).toMatchObject({ answer: "go", answeredAt: at(1.5), late: false });
    expect(ops?.said).toEqual([
      { by: "ops", answer: "no_go", at: at(1), withdrawnAt: at(1.4) },
      { by: "ops", answer: "go", at: at(1.5), withdrawnAt: null },
    ]);
    expect(sec?.askedAt, "asked when the first answer came").toBe(at(1));
    const [late] = lines(call(), [sign("ops", 1), sign("ops", 4)], 5);
    expect(late, "who answered in time and signs anew isn't late").toMatchObject({ answeredAt: at(4), late: false });
    const [half] = lines(call({ stations: [station("ops", { count: 2 })] }), [sign("ops", 1)], 5);
    expect(half).toMatchObject({ answer: null, said: [{ answer: "go", at: at(1) }] });
    const [stood] = lines(call({ stations: [station("ops", { stood: "go" })] }), [sign("ops", -1), sign("ops", 3)], 5);
    expect(stood?.said).toMatchObject([{ at: at(3) }]);
  });

  it("says of every act since its opening, whatever came after it", () => {
    const act = fc.record({
      key: fc.constantFrom(...names),
      person: fc.constantFrom("ana", "bob"),
      decision: fc.constantFrom("approve", "approve_with_conditions", "reject"),
      minute: fc.integer({ min: 0, max: 8 }),
      back: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (given) => {
        const rows = given.map(({ key, person, decision, minute, back }) => {
          const withdrawnAt = back === null ? null : at(minute + back);
          return sign(key, minute, { personId: person, decision: decision as SignatureRow["decision"], withdrawnAt });
        });
        const said = lines(call(), rows, 8).map(({ said: acts }) => acts.map((one) => one.at));
        expect(said).toEqual(
          names.map((key) =>
            rows
              .filter(({ signoffKey }) => signoffKey === key)
              .map(({ signedAt }) => signedAt)
              .sort(),
          ),
        );
      }),
    );
  });

  it("is the same for ever once it is closed", () => {
    const row = call({ closedAt: at(3), closedById: "lead" });
    const then = lines(row, [sign("ops", 1)], 3);
    expect(then.map(({ state }) => state)).toEqual(["answered", "unanswered", "unanswered"]);
    const since = [sign("ops", 1, { withdrawnAt: at(10) }), sign("sec", 9)];
    expect(lines(row, since, 60)).toEqual(then);
  });

  it("never asks out of order, nor anybody before the one above them is done", () => {
    const answers = fc.array(fc.record({ key: fc.constantFrom(...names), minute: fc.integer({ min: 0, max: 8 }) }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(answers, fc.integer({ min: 0, max: 10 }), (given, now) => {
        const all = lines(
          call(),
          given.map(({ key, minute }) => sign(key, minute)),
          now,
        );
        for (const [n, line] of all.entries()) {
          const before = all[n - 1];
          if (line.askedAt === null) continue;
          expect(Date.parse(line.askedAt)).toBeLessThanOrEqual(Date.parse(at(now)));
          if (!before) continue;
          expect(before.askedAt === null ? "" : before.askedAt <= line.askedAt).toBe(true);
          expect(before.answeredAt !== null || before.state === "late").toBe(true);
        }
        expect(all.filter(({ state }) => state === "asked").length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

it("nudges once per cooldown and sign-off", () => {
  const nudges = [{ id: "n", gateKey: "deploy", signoffKey: "sec", personId: null, byId: "lead", at: noon }];
  expect(nudgeAgainAt(nudges, { gateKey: "deploy", signoffKey: "sec" }, Date.parse(at(4)))).toBe(Date.parse(at(5)));
  expect(nudgeAgainAt(nudges, { gateKey: "deploy", signoffKey: "sec" }, Date.parse(at(5)))).toBeNull();
  expect(nudgeAgainAt(nudges, { gateKey: "deploy", signoffKey: "ops" }, Date.parse(noon))).toBeNull();
  const asked = [...nudges, { ...nudges[0], id: "w", signoffKey: null, personId: "bob", at: at(3) }] as NudgeRow[];
  expect(nudgeAgainAt(asked, { personId: "bob" }, Date.parse(at(4)))).toBe(Date.parse(at(8)));
  expect(nudgeAgainAt(asked, { personId: "sec" }, Date.parse(at(4)))).toBeNull();
});

it("keeps minutes that read well and can't be broken by a name", () => {
  const row = call({
    closedAt: at(5),
    closedById: "lead",
    stations: [station("ops"), station("sec", { title: "Se|c\n# x" })],
  });
  const nudges = [{ id: "n", gateKey: "deploy", signoffKey: "sec", personId: null, byId: "lead", at: at(4) }];
  const minutes = rollCallMinutes({ ...base, signatures: [sign("ops", 1), sign("sec", 4.5)], nudges }, row, at(60));
  expect(minutes).toContain("Opened 2026-11-20 12:00:00 UTC by Lead, closed 12:05:00 by Lead. 2 minutes a station.");
  expect(minutes).toContain("| ops | ops | 12:00:00 | GO by ops, 12:01:00 |");
  expect(minutes).toContain("| Se\\|c \\# x | sec | 12:01:00; asked again 12:04:00 | GO by sec, 12:04:30, late |");
  const twice = [sign("ops", 1, { decision: "reject" }), sign("ops", 1.5)];
  expect(rollCallMinutes({ ...base, signatures: twice, nudges: [] }, row, at(60))).toContain(
    "| GO by ops, 12:01:30. Said in order: NO-GO by ops 12:01:00; GO by ops 12:01:30 |",
  );
});
