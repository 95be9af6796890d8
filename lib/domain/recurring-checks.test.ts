import { describe, expect, it } from "vitest";
import { leftOpen } from "./closing";
import { dueOf, offsetMinutes } from "./due";
import { followUps } from "./follow-ups";
import { liveAt, neverLive, wentLiveAt } from "./go-live";
import type { HandoverRow } from "./go-live-rows";
import { refuseHandover, rotaTakenOver } from "./handover-decision";
import { handoverSheet } from "./handover-sheet";
import { momentsOf } from "./moments";
import { workIn } from "./my-work";
import { decideOccurrence } from "./occurrence-decision";
import { allTurns, nextTurnMoment, recurringChecks, roundsOf } from "./recurring-checks";
import { reschedule } from "./reschedule";
import type { RunSnapshot } from "./run";
import { readRun } from "./run-state";
import { at, documentOf, gate, item, noon, override, phase, row, rowsOf, snapshotOf } from "./sample-run";
import { shiftBegan } from "./shift-began";

const hourly = { recurs: { everyMinutes: 60, text: "Every hour" }, due: "T+24h" };
const document = documentOf(
  phase("before", [item("backup", { due: "T-24h" }), item("notes")]),
  gate("deploy"),
  phase("deploying", [item("roll-out", { due: "T" })], { stage: "during" }),
  gate("live", { asks: "live" }),
  phase(
    "after",
    [
      item("errors", hourly),
      item("latency", {
        ...hourly,
        expectation: { metric: "P95", comparator: "<", value: 200, unit: "ms" },
      }),
      item("trend", { due: "T+24h", owner: "SRE" }),
      item("review", { due: "T+168h" }),
    ],
    { stage: "after" },
  ),
  gate("close", { asks: "close" }),
);

const decided = (key: string, minutes: number) => ({
  key,
  status: "go" as const,
  decidedById: "lead",
  decidedAt: at(minutes),
  reason: null,
  frozen: null,
});
const done = (key: string, minutes: number) => row(key, { state: "passed", version: 2, changedAt: at(minutes) });

/** Live at noon. */
const live = snapshotOf(document, {
  items: rowsOf(done("backup", -90), done("notes", -90), done("roll-out", -10)),
  gates: [decided("deploy", -60), decided("live", 0)],
  shifts: [
    { id: "1", personId: "ana", startsAt: at(-60), endsAt: at(150) },
    { id: "2", personId: "bob", startsAt: at(150), endsAt: at(600) },
  ],
});
const targeted = { ...live, run: { ...live.run, targetAt: at(-30) } };
const read = (snapshot: RunSnapshot, minutes: number) => readRun(snapshot, at(minutes));
const turnsAt = (minutes: number, more: Partial<RunSnapshot> = {}) => allTurns(read({ ...live, ...more }, minutes));
const recorded = (number: number, outcome: "done" | "failed" | "skipped", minutes: number, itemKey = "errors") => ({
  itemKey,
  number,
  outcome,
  note: null,
  measured: null,
  byId: "ana",
  at: at(minutes),
  version: 1,
});

describe("going live", () => {
  it("is at its declaration, else once the steps behind GO were done", () => {
    expect(liveAt(read(live, 10))).toBe(Date.parse(noon));
    const undeclared = documentOf(...document.phases.filter(({ key }) => key !== "live"));
    expect(liveAt(read({ ...live, document: undeclared }, 10))).toBe(Date.parse(at(-10)));
  });

  it.each([
    ["before GO", { gates: [] }],
    ["before its declaration", { gates: [decided("deploy", -60)] }],
    ["with a step to do", { items: rowsOf(done("backup", -90)) }],
    ["after a rollback", { run: { ...live.run, outcome: "rolled_back" as const } }],
  ])("is not %s", (_, more) => {
    expect(liveAt(read({ ...live, ...more }, 10))).toBeNull();
    expect(allTurns(read({ ...live, ...more }, 10))).toEqual([]);
    expect(recurringChecks(read({ ...live, ...more }, 10))).toHaveLength(2);
  });
});

describe("having gone live", () => {
  const ended = (more: Partial<RunSnapshot>, outcome: "rolled_back" | "aborted", attempt = 1) =>
    read({ ...live, ...more, run: { ...live.run, outcome, attempt, closedAt: at(30) } }, 40);
  const undeclared = documentOf(...document.phases.filter(({ key }) => key !== "live"));
  const noGo = { ...decided("live", 10), status: "no_go" as const };
  const overridden = override("live", [], { confirmedAt: noon, endsAt: at(20), ended: null });

  it.each<[string, Partial<RunSnapshot>, number | null, boolean]>([
    ["at its declaration", {}, 0, false],
    ["at a declaration whose steps were taken back since", { items: {} }, 0, false],
    ["by an override that is over", { gates: [decided("deploy", -60)], overrides: [overridden] }, 0, false],
    ["with its last step where nothing declares it", { document: undeclared }, -10, false],
    ["never: a step was left", { document: undeclared, items: {} }, null, true],
    ["never: nobody declared it", { gates: [decided("deploy", -60)] }, null, true],
    ["perhaps, before NO-GO", { gates: [decided("deploy", -60), noGo] }, null, false],
  ])("outlives a rollback and giving up: %s", (_, more, minutes, never) => {
    for (const outcome of ["rolled_back", "aborted"] as const) {
      const state = ended(more, outcome);
      expect(liveAt(state)).toBeNull();
      expect([wentLiveAt(state), neverLive(state)]).toEqual([minutes === null ? null : Date.parse(at(minutes)), never]);
    }
  });

  it("is not denied for an attempt before the last", () => {
    const state = ended({ gates: [] }, "aborted", 2);
    expect([wentLiveAt(state), neverLive(state)]).toEqual([null, false]);
  });
});

describe("a recurring check", () => {
  it.each([
    [40, "upcoming"],
    [45, "due"],
    [74, "due"],
    [75, "overdue"],
    [119, "overdue"],
    [120, "missed"],
    [6_000, "missed"],
  ])("after %i minutes, its first turn is %s", (minutes, state) => {
    expect(turnsAt(minutes)[0]).toMatchObject({ key: "errors", number: 1, state });
  });

  it("reads the same whichever way the clock jumps: nothing is stored of what the time says", () => {
    const forth = turnsAt(500).map(({ state }) => state);
    expect(turnsAt(20).every(({ state }) => state === "upcoming")).toBe(true);
    expect(turnsAt(500).map(({ state }) => state)).toEqual(forth);
  });

  it("keeps what was recorded when going live moves", () => {
    const moved = { gates: [decided("deploy", -60), decided("live", 7)], occurrences: [recorded(1, "done", 58)] };
    expect(turnsAt(90, moved)[0]).toMatchObject({ number: 1, state: "done", dueAt: Date.parse(at(67)) });
  });

  it("belongs to whose shift it falls in, and stands in one round with those asked for together", () => {
    const rounds = roundsOf(turnsAt(0));
    expect(rounds[0]?.turns.map(({ key }) => key)).toEqual(["errors", "latency"]);
    expect([1, 2, 3].map((n) => rounds[n - 1]?.turns[0]?.owner)).toMatchObject([
      { id: "ana" },
      { id: "ana" },
      { id: "bob" },
    ]);
    expect(turnsAt(0, { shifts: [] })[0]?.owner).toMatchObject({ id: "lead" });
  });

  it("goes to the next on the rota once it is missed, then to the lead; without a rota to the lead", () => {
    expect(turnsAt(119)[0]).toMatchObject({ charged: { id: "ana" }, step: null });
    expect(turnsAt(120)[0]).toMatchObject({ charged: { id: "bob" }, step: "next" });
    expect(turnsAt(135)[0]).toMatchObject({ charged: { id: "lead" }, step: "lead" });
    expect(turnsAt(120, { shifts: [] })[0]).toMatchObject({ charged: { id: "lead" }, step: "lead" });
    const run = { ...live.run, leadId: "bob" };
    expect(turnsAt(120, { run })[0]).toMatchObject({ charged: { id: "bob" }, step: "lead" });
    expect(turnsAt(135, { occurrences: [recorded(1, "done", 130)] })[0]).toMatchObject({ state: "done", step: null });
  });

  it("no longer becomes overdue once its run is closed", () => {
    const run = { ...live.run, closedAt: at(50) };
    expect(turnsAt(5_000, { run })[0]).toMatchObject({ state: "due" });
  });

  it("says when it is next to be looked at", () => {
    expect(nextTurnMoment(read(live, 0))).toBe(Date.parse(at(45)));
    expect(nextTurnMoment(read(live, 45))).toBe(Date.parse(at(60)));
  });
});

describe("recording a turn", () => {
  const turn = { row: null, opensAt: Date.parse(at(45)), title: "Errors" };
  const said = { outcome: "done" as const, note: null, measured: null, version: 0 };
  const decide = (more: Partial<typeof said> | object, of: object = {}, minutes = 60) =>
    decideOccurrence(
      { ...turn, ...of },
      { metric: "P95", comparator: "<", value: 200, unit: "ms" },
      { ...said, ...more },
      Date.parse(at(minutes)),
    );

  it.each([
    ["done in time", {}, {}, "write"],
    ["done by another with the same end", {}, { row: recorded(1, "done", 50) }, "already"],
    ["failed with a note", { outcome: "failed", note: "5 %" }, {}, "write"],
    [
      "corrected by who saw the record",
      { outcome: "failed", note: "5 %", version: 1 },
      { row: recorded(1, "done", 50) },
      "write",
    ],
    ["measured within what is expected", { measured: "120 ms" }, {}, "write"],
  ])("lets be %s", (_, more, of, outcome) => {
    expect(decide(more, of)).toBe(outcome);
  });

  it.each([
    [
      "another end than somebody recorded meanwhile",
      { outcome: "skipped", note: "later" },
      { row: recorded(1, "done", 50) },
      60,
      "conflict",
    ],
    ["failed without a word", { outcome: "failed" }, {}, 60, "reason_required"],
    ["skipped without a reason", { outcome: "skipped" }, {}, 60, "reason_required"],
    ["done before it can be", {}, {}, 44, "out_of_order"],
    ["done with a value that misses", { measured: "0.3 s" }, {}, 60, "invalid_input"],
  ])("refuses %s", (_, more, of, minutes, code) => {
    expect(decide(more, of, minutes)).toMatchObject({ code });
  });
});

describe("the hand-over sheet", () => {
  it("tells what was done, failed, missed and is open since the shift began", () => {
    const occurrences = [recorded(1, "done", 61), recorded(1, "failed", 62, "latency")];
    const sheet = handoverSheet(read({ ...live, occurrences }, 240), Date.parse(noon), Date.parse(at(240)));
    expect(sheet).toMatchObject({ done: 1, failed: [{ key: "latency" }], nextAt: at(240) });
    expect(sheet.missed.map(({ key, dueAt }) => [key, dueAt])).toEqual([
      ["errors", at(120)],
      ["latency", at(120)],
      ["errors", at(180)],
      ["latency", at(180)],
    ]);
    expect(sheet.open.map(({ dueAt }) => dueAt)).toEqual([at(240), at(240)]);
  });
});

describe("a shift that is handed over", () => {
  const offer = (minutes: number, more: Partial<HandoverRow> = {}): HandoverRow => ({
    id: "h",
    fromId: "ana",
    toId: "cleo",
    startsAt: noon,
    at: at(minutes),
    notes: "",
    sheet: handoverSheet(read(live, minutes), Date.parse(noon), Date.parse(at(minutes))),
    acceptedAt: null,
    ...more,
  });
  const shift = (personId: string, from: number, to: number) => ({ personId, startsAt: at(from), endsAt: at(to) });
  const taken = (minutes: number, offered: HandoverRow, more: Partial<RunSnapshot> = {}) =>
    rotaTakenOver(read({ ...live, ...more }, minutes), offered);
  const rota = (minutes: number, offered = offer(minutes - 5)): Partial<RunSnapshot> => ({
    shifts: (taken(minutes, offered) ?? []).map((each, n) => ({ id: String(n), ...each })),
    handovers: [{ ...offered, acceptedAt: at(minutes) }],
  });

  it("is split where it is taken over", () => {
    expect(taken(70, offer(65))).toEqual([shift("ana", -60, 70), shift("cleo", 70, 150), shift("bob", 150, 600)]);
    expect(taken(70, offer(65, { toId: "bob" }))).toEqual([shift("ana", -60, 70), shift("bob", 70, 600)]);
    expect(taken(70, offer(65, { fromId: "lead" }))).toHaveLength(3);
    expect(taken(-60, offer(-60))).toEqual([shift("cleo", -60, 150), shift("bob", 150, 600)]);
  });

  it("doesn't join into one longer than a week", () => {
    const week = 7 * 1440;
    const shifts = [shift("ana", -60, 150), shift("bob", 150, 140 + week)].map((each, id) => ({
      id: `${id}`,
      ...each,
    }));
    expect(taken(70, offer(65, { toId: "bob" }), { shifts })).toHaveLength(3);
    expect(taken(140, offer(135, { toId: "bob" }), { shifts })).toHaveLength(2);
  });

  it("stays whose it is when it was another's, or a later one, or is theirs already", () => {
    expect(taken(160, offer(145))).toBeNull();
    expect(taken(160, offer(145, { fromId: "lead" }))).toBeNull();
    expect(taken(160, offer(155, { toId: "bob" }))).toBeNull();
    expect(taken(70, offer(65, { fromId: "bob" }))).toBeNull();
  });

  it("fills a gap until the next shift, else until the last check, a week at the most", () => {
    expect(taken(70, offer(65), { shifts: [] })).toEqual([shift("cleo", 70, 1440)]);
    const shifts = [{ id: "1", ...shift("bob", 100, 600) }];
    expect(taken(70, offer(65), { shifts })).toEqual([shift("cleo", 70, 100), shift("bob", 100, 600)]);
    expect(taken(1440, offer(65), { shifts: [] })).toBeNull();
    const long = documentOf(
      ...document.phases.slice(0, -1),
      phase("watch", [item("w", { recurs: hourly.recurs, due: "T+30d" })]),
    );
    expect(taken(70, offer(65), { shifts: [], document: long })).toEqual([shift("cleo", 70, 70 + 7 * 1440)]);
  });

  it("brings along what is asked for from then on and what was still open, not what was done or missed before", () => {
    const owners = (minutes: number, more: Partial<RunSnapshot> = {}) =>
      turnsAt(minutes, more)
        .filter(({ key }) => key === "errors")
        .slice(0, 3)
        .map(({ owner }) => (owner.kind === "person" ? owner.id : owner.kind));
    expect(owners(80)).toEqual(["ana", "ana", "bob"]);
    expect(owners(80, rota(70))).toEqual(["cleo", "cleo", "bob"]);
    expect(owners(80, { ...rota(70), occurrences: [recorded(1, "done", 69)] })).toEqual(["ana", "cleo", "bob"]);
    expect(owners(130, rota(125))).toEqual(["ana", "cleo", "bob"]);
    expect(turnsAt(80, rota(70))[0]).toMatchObject({ charged: { id: "cleo" }, step: null });
    expect(turnsAt(130, rota(125))[0]).toMatchObject({ charged: { id: "cleo" }, step: "next" });
    // Taken over too late, by somebody who isn't on duty.
    const late = { handovers: [offer(145, { acceptedAt: at(155), toId: "cleo" })] };
    expect(turnsAt(160, late).find(({ number }) => number === 2)?.owner).toMatchObject({ id: "ana" });
  });

  it("names the one who took it over in My Work, in what is missed and in the moments", () => {
    const checks = (who: string, minutes: number) =>
      workIn({ ...live, ...rota(70) }, who, at(minutes)).now.filter(({ kind }) => kind === "check");
    expect(checks("cleo", 80)).toMatchObject([{ key: "errors" }]);
    expect(checks("ana", 80)).toEqual([]);
    expect(checks("bob", 121)).toMatchObject([{ title: expect.stringContaining("missed by Cleo") }]);
    const when = momentsOf(read({ ...live, ...rota(70) }, 80)).filter(({ kind }) => kind === "check");
    expect(when.slice(0, 3).map(({ who }) => who)).toMatchObject([{ id: "cleo" }, { id: "cleo" }, { id: "bob" }]);
  });

  it("is its holder's to give, and the lead's; nobody's shift is anybody's", () => {
    const why = (from: string, to: string, more: Partial<RunSnapshot> = {}) =>
      refuseHandover(read({ ...live, ...more }, 60), from, to);
    expect(why("ana", "cleo")).toBeNull();
    expect(why("lead", "cleo")).toBeNull();
    expect(why("bob", "ana")).toBeNull();
    expect(why("bob", "cleo", { shifts: [] })).toBeNull();
    expect(why("bob", "cleo")).toContain("Ana’s shift");
  });

  it("is told of anew from where it was last taken over, not from an offer nobody took", () => {
    expect(shiftBegan(read({ ...live, handovers: [offer(50)] }, 60))).toBe(Date.parse(noon));
    expect(shiftBegan(read({ ...live, handovers: [offer(50, { acceptedAt: at(55) })] }, 60))).toBe(Date.parse(at(50)));
  });
});

describe("follow-ups", () => {
  const handed = { itemKey: "review", toId: "bob", link: null, note: null, byId: "lead", at: at(5), acceptedAt: null };

  it("are counted from going live, and open, late, handed over or done", () => {
    const found = followUps(read(targeted, 10));
    expect(found.map(({ standing, due, status }) => [standing.leaf.key, due.from, due.at, status])).toEqual([
      ["trend", "live", Date.parse(at(1440)), "open"],
      ["review", "live", Date.parse(at(10_080)), "open"],
    ]);
    const late = followUps(read({ ...targeted, followUps: [handed] }, 20_000));
    expect(late.map(({ status }) => status)).toEqual(["overdue", "offered"]);
    const anew = { ...targeted.run, attempt: 2, attemptAt: at(7) };
    expect(followUps(read({ ...targeted, run: anew, followUps: [handed] }, 10)).at(-1)?.status).toBe("open");
    const accepted = followUps(read({ ...targeted, followUps: [{ ...handed, acceptedAt: at(6) }] }, 10));
    expect(accepted.at(-1)?.status).toBe("handed_over");
  });

  it("keep a run from being closed without a word until they are done or handed over", () => {
    const over = { items: rowsOf(...["backup", "notes", "roll-out", "trend"].map((key) => done(key, -90))) };
    const gates = ["deploy", "live", "close"].map((key) => decided(key, 0));
    const all = [1, 2].flatMap((n) =>
      Array.from({ length: 24 }, (_, turn) => recorded(turn + 1, "done", 0, n === 1 ? "errors" : "latency")),
    );
    const state = (more: Partial<RunSnapshot>) => read({ ...live, ...over, gates, occurrences: all, ...more }, 1_500);
    expect(leftOpen(state({}))).toMatchObject([{ kind: "follow_up", titles: ["review (Lead)"] }]);
    expect(leftOpen(state({ followUps: [handed] }))).toMatchObject([
      { titles: ["review (handed over, not accepted)"] },
    ]);
    expect(leftOpen(state({ followUps: [{ ...handed, acceptedAt: at(6) }] }))).toEqual([]);
    expect(leftOpen(state({ followUps: [{ ...handed, toId: null, link: "https://example.test/1" }] }))).toEqual([]);
    expect(leftOpen(state({ occurrences: all.slice(2) })).map(({ kind }) => kind)).toEqual([
      "follow_up",
      "check_missed",
    ]);
  });
});

describe("what is due", () => {
  it.each([
    ["T-24h", -1440],
    ["T+1h30m", 90],
    ["T", 0],
    ["T - 2 d", -2880],
    ["t+1w", 10_080],
    ["Friday", null],
    ["T+", null],
    ["T-24", null],
  ])("%s is %s minutes", (text, minutes) => {
    expect(offsetMinutes(text)).toBe(minutes);
  });

  it("goes with the target, but for what was set by hand or counts from going live", () => {
    const planned = { ...targeted, gates: [], items: rowsOf(row("notes", { dueAt: at(30) })) };
    const state = read(planned, -1_500);
    expect(state.standings.map((each) => dueOf(state, each)?.from ?? null)).toEqual([
      "target",
      "hand",
      "target",
      null,
      null,
      "target",
      "target",
    ]);
    const moved = reschedule(state, at(-200));
    expect(moved.moves.map(({ key, late }) => [key, late])).toEqual([
      ["backup", true],
      ["roll-out", false],
      ["trend", false],
      ["review", false],
    ]);
    expect(moved.becomesLate.map(({ key }) => key)).toEqual(["backup"]);
    expect(moved.stays).toMatchObject([{ key: "notes", why: "hand" }]);
  });

  it("a day before is the same time on the wall when the clocks change between", () => {
    const run = { ...live.run, targetAt: "2026-03-29T07:00:00.000Z", timeZone: "Europe/Berlin" };
    const state = read({ ...live, run }, 0);
    expect(new Date(dueOf(state, state.standings[0] as never)?.at ?? 0).toISOString()).toBe("2026-03-28T08:00:00.000Z");
  });
});

describe("moments", () => {
  it("are everything that has a time, in order", () => {
    const moments = momentsOf(read(targeted, 10));
    expect(moments.map(({ at: ms }) => ms)).toEqual(moments.map(({ at: ms }) => ms).toSorted((a, b) => a - b));
    const count = (kind: string) => moments.filter((moment) => moment.kind === kind).length;
    expect(["target", "gate", "item", "check", "follow_up", "shift"].map(count)).toEqual([1, 3, 2, 24, 2, 2]);
    expect(new Set(moments.map(({ id }) => id)).size).toBe(moments.length);
  });
});
