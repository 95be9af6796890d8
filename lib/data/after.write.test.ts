import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, gate, item, phase } from "@/lib/domain/sample-run";
import type { TemplateDocument } from "@/lib/domain/template";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readAfter, readWhen } from "./after.read";
import { readCalendar } from "./calendar-feed.read";
import { makeFeed, revokeFeed } from "./calendar-feed.write";
import { openDatabase } from "./database";
import { acceptFollowUps, handOverFollowUps, takeBackFollowUps } from "./follow-up.write";
import { declareGo } from "./gate.write";
import { acceptHandover, handOverShift } from "./handover.write";
import { changeItem } from "./item.write";
import { changeMember } from "./membership.write";
import { readMyWork } from "./my-work.read";
import { recordOccurrences } from "./occurrence.write";
import { escalateMissed } from "./occurrence-escalate.write";
import { setRota } from "./rota.write";
import { closeRun } from "./run-close.write";
import { editRun } from "./run-edit.write";
import { readSnapshot } from "./run-snapshot.read";

let world: World;
let appUrl: string;

beforeAll(async () => {
  appUrl = (await testDatabase()).app;
  world = await createWorld(appUrl);
});
afterAll(() => world.db.$disconnect());

const hourly = { recurs: { everyMinutes: 60, text: "Every hour" }, due: "T+24h" };
const document: TemplateDocument = documentOf(
  phase("before", [item("backup", { due: "T-24h" })]),
  gate("deploy"),
  phase("deploying", [item("roll-out")], { stage: "during" }),
  phase("after", [item("errors", hourly), item("latency", hourly), item("review", { due: "T+168h" })], {
    stage: "after",
  }),
);

const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);
const lead = (n = 0) => as(world, world.people.lead, minutes(n));
const member = (n = 0) => as(world, world.people.member, minutes(n));

/** Live at `testNow`. */
async function liveRun(): Promise<string> {
  const runId = await createRun(world, await createTemplate(world, document));
  value(await changeItem(lead(-60), runId, "backup", { state: "passed", version: 1 }));
  value(await declareGo(lead(-30), runId, "deploy", {}));
  value(await changeItem(lead(0), runId, "roll-out", { state: "passed", version: 1 }));
  return runId;
}

const turn = (number = 1, version = 0, key = "errors") => ({ turns: [{ key, number, version }] });
const seqOf = async (runId: string) => (await world.db.run.findUniqueOrThrow({ where: { id: runId } })).seq;
const lastEntry = async (runId: string) =>
  JSON.parse(
    (await world.db.auditEntry.findFirstOrThrow({ where: { chainId: runId }, orderBy: { seq: "desc" } })).body,
  );

describe("recordOccurrences", () => {
  it("records several turns with one entry each; the same again records nothing", async () => {
    const runId = await liveRun();
    const both = { turns: [...turn().turns, ...turn(1, 0, "latency").turns], outcome: "done" as const };
    const seq = await seqOf(runId);
    expect(value(await recordOccurrences(member(60), runId, both)).occurrences).toHaveLength(2);
    expect(await seqOf(runId)).toBe(seq + 2n);
    expect(await recordOccurrences(lead(61), runId, both)).toMatchObject({ ok: true });
    expect(await seqOf(runId)).toBe(seq + 2n);
    expect(await lastEntry(runId)).toMatchObject({
      action: "occurrence.done",
      subject: { kind: "occurrence", key: "latency 1", item: "latency" },
      change: { outcome: { from: null, to: "done" }, dueAt: minutes(60).toISOString() },
    });
    const after = value(await readAfter(member(61), runId));
    expect(after.checks[0]?.turns[0]).toMatchObject({ state: "done", row: { byId: world.people.member.id } });
  });

  it("writes none of several when one is refused", async () => {
    const runId = await liveRun();
    const turns = [...turn().turns, ...turn(9).turns];
    expect(await recordOccurrences(member(60), runId, { turns, outcome: "done" })).toMatchObject({
      code: "out_of_order",
    });
    expect(await world.db.occurrence.count({ where: { runId } })).toBe(0);
  });

  it("lets one of two app servers win, and tells the other what stands", async () => {
    const runId = await liveRun();
    const [one, two] = [openDatabase(appUrl, 2), openDatabase(appUrl, 2)];
    for (let number = 1; number <= 8; number += 1) {
      const now = number * 60;
      const answers = await Promise.all([
        recordOccurrences({ ...member(now), db: one }, runId, { ...turn(number), outcome: "done" }),
        recordOccurrences({ ...lead(now), db: two }, runId, { ...turn(number), outcome: "failed", note: "5 %" }),
      ]);
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
      const row = await world.db.occurrence.findFirstOrThrow({ where: { runId, number } });
      const loser = answers.find(({ ok }) => !ok);
      expect(loser).toMatchObject({ code: "conflict", current: { outcome: row.outcome, version: 1 } });
    }
    await Promise.all([one.$disconnect(), two.$disconnect()]);
  });

  it("is for who contributes, in a run that is live", async () => {
    const runId = await liveRun();
    const done = { ...turn(), outcome: "done" as const };
    expect(await recordOccurrences(as(world, world.people.auditor), runId, done)).toMatchObject({ code: "forbidden" });
    expect(await recordOccurrences(as(world, world.people.stranger), runId, done)).toMatchObject({ code: "not_found" });
    const planned = await createRun(world, await createTemplate(world, document));
    expect(await recordOccurrences(lead(60), planned, done)).toMatchObject({ code: "invalid_input" });
  });
});

describe("the rota", () => {
  type Shift = { person: string; startsAt: string; endsAt: string };
  const shifts = (...people: string[]): Shift[] =>
    people.map((person, n) => ({
      person,
      startsAt: minutes(n * 480).toISOString(),
      endsAt: minutes((n + 1) * 480).toISOString(),
    }));

  it("gives the checks to whose shift it is, who contributes from then on and finds them in their work", async () => {
    const runId = await liveRun();
    const { admin, member: mona } = world.people;
    const rota = value(await setRota(lead(), runId, { shifts: shifts(admin.email, mona.email) }));
    expect(rota.shifts).toHaveLength(2);
    const after = value(await readAfter(lead(60), runId));
    expect(after).toMatchObject({ onDuty: { id: admin.id }, nextOnDuty: { who: { id: mona.id } } });
    const adam = as(world, admin, minutes(60));
    const work = value(await readMyWork(adam));
    expect(work.now.filter(({ run }) => run.id === runId)).toMatchObject([
      { kind: "check", key: "errors", title: "after: 2 checks", dueAt: minutes(60).toISOString() },
    ]);
    expect(await recordOccurrences(adam, runId, { ...turn(), outcome: "done" })).toMatchObject({ ok: true });
    const missed = value(await readMyWork(member(120)));
    expect(missed.now.filter(({ run, kind }) => run.id === runId && kind === "check")).toMatchObject([
      { key: "latency", title: "latency, missed by Adam" },
    ]);
  });

  it("is the lead's, without overlaps or strangers, and not on what somebody changed meanwhile", async () => {
    const runId = await liveRun();
    const { member: mona, stranger, auditor } = world.people;
    const ok = { shifts: shifts(mona.email) };
    expect(await setRota(member(), runId, ok)).toMatchObject({ code: "forbidden" });
    for (const { email } of [stranger, auditor])
      expect(await setRota(lead(), runId, { shifts: shifts(email) })).toMatchObject({ code: "invalid_input" });
    const twice = { shifts: [...ok.shifts, ...ok.shifts] };
    expect(await setRota(lead(), runId, twice)).toMatchObject({ code: "invalid_input" });
    const { version } = value(await setRota(lead(), runId, { ...ok, version: 1 }));
    expect(await setRota(lead(), runId, { shifts: [], version: 1 })).toMatchObject({ code: "conflict" });
    expect(value(await setRota(lead(), runId, { ...ok, version })).version).toBe(version);
  });

  it("tells whoever decided on an older one what stands now", async () => {
    const runId = await liveRun();
    const { admin, member: mona } = world.people;
    const { version } = value(await setRota(lead(), runId, { shifts: shifts(admin.email) }));
    const given = value(await handOverShift(as(world, admin, minutes(61)), runId, { to: mona.email }));
    value(await acceptHandover(member(62), runId, given.id));
    const refused = await setRota(lead(63), runId, { shifts: shifts(admin.email, admin.email), version });
    expect(refused).toMatchObject({
      code: "conflict",
      current: { version: version + 1, shifts: [{ personId: admin.id }, { personId: mona.id }] },
    });
    const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
    expect(snapshot?.run.version).toBe(version + 1);
  });

  it("asks only for new and changed shifts that their person takes part", async () => {
    const runId = await liveRun();
    const { admin, member: mona, editor, owner } = world.people;
    const [first, second] = shifts(editor.email, mona.email) as [Shift, Shift];
    value(await setRota(lead(), runId, { shifts: [first, second] }));
    const kept = await world.db.rotaShift.findFirstOrThrow({ where: { runId, personId: editor.id } });
    await world.db.rosterEntry.deleteMany({ where: { runId, personId: editor.id } });
    value(await changeMember(as(world, owner), editor.id, { disabled: true }));

    const changed = { ...second, person: admin.email };
    const rota = value(await setRota(lead(500), runId, { shifts: [first, changed] }));
    expect(rota.shifts.map(({ personId }) => personId)).toEqual([editor.id, admin.id]);
    expect(rota.shifts[0]?.id).toBe(kept.id);
    // Whoever left doesn't come back into the run by it.
    expect(await world.db.rosterEntry.count({ where: { runId, personId: editor.id } })).toBe(0);
    const shorter = { ...first, endsAt: minutes(470).toISOString() };
    const given = { ...second, person: editor.email };
    for (const wrong of [
      [shorter, changed],
      [first, given],
    ]) {
      expect(await setRota(lead(500), runId, { shifts: wrong })).toMatchObject({ code: "invalid_input" });
    }
    value(await changeMember(as(world, owner), editor.id, { disabled: false }));
  });
});

describe("a missed check", () => {
  const rowsOf = (runId: string) =>
    world.db.occurrenceEscalation.findMany({ where: { runId }, orderBy: [{ itemKey: "asc" }, { at: "asc" }] });

  it("is passed on once per step, by however many instances, after a restart and with the clock set back", async () => {
    const runId = await liveRun();
    const { admin, member: mona, lead: leo } = world.people;
    const shift = (person: string, from: number, to: number) => ({
      person,
      startsAt: minutes(from).toISOString(),
      endsAt: minutes(to).toISOString(),
    });
    value(await setRota(lead(), runId, { shifts: [shift(admin.email, 0, 100), shift(mona.email, 100, 900)] }));
    const [one, two] = [openDatabase(appUrl, 2), openDatabase(appUrl, 2)];
    await escalateMissed(one, minutes(119));
    expect(await rowsOf(runId)).toEqual([]);
    await Promise.all([escalateMissed(one, minutes(120)), escalateMissed(two, minutes(120))]);
    expect(await rowsOf(runId)).toMatchObject([
      { itemKey: "errors", number: 1, step: "next", personId: mona.id },
      { itemKey: "latency", number: 1, step: "next", personId: mona.id },
    ]);
    const seq = await seqOf(runId);
    await escalateMissed(two, minutes(60));
    await escalateMissed(one, minutes(121));
    expect(await seqOf(runId)).toBe(seq);
    expect(await lastEntry(runId)).toMatchObject({
      action: "occurrence.escalated",
      actor: { via: "system" },
      change: { step: "next", to: mona.id, owner: "Adam" },
    });
    value(await recordOccurrences(member(130), runId, { ...turn(), outcome: "done" }));
    await Promise.all([escalateMissed(one, minutes(140)), escalateMissed(two, minutes(140))]);
    expect(await rowsOf(runId)).toMatchObject([
      { itemKey: "errors", step: "next" },
      { itemKey: "latency", step: "next" },
      { itemKey: "latency", step: "lead", personId: leo.id },
    ]);
    await Promise.all([one.$disconnect(), two.$disconnect()]);
  });
});

describe("a shift", () => {
  it("is handed over with its sheet, and taken over by whom it was handed to, once", async () => {
    const runId = await liveRun();
    value(await recordOccurrences(lead(60), runId, { ...turn(), outcome: "failed", note: "5 % errors" }));
    const to = world.people.member.email;
    const given = value(await handOverShift(lead(130), runId, { to, notes: "watch the queue" }));
    expect(given.sheet).toMatchObject({
      done: 0,
      failed: [{ key: "errors", note: "5 % errors" }],
      missed: [{ key: "latency" }],
      open: [{ key: "errors" }, { key: "latency" }],
    });
    expect(await acceptHandover(lead(131), runId, given.id)).toMatchObject({ code: "forbidden" });
    expect(await acceptHandover(member(131), runId, given.id)).toMatchObject({ ok: true });
    expect(await acceptHandover(member(132), runId, given.id)).toMatchObject({ code: "already_done" });
    const after = value(await readAfter(lead(140), runId));
    expect(after.handovers).toMatchObject([{ notes: "watch the queue", acceptedAt: minutes(131).toISOString() }]);
    expect(after.sheet?.from).toBe(minutes(130).toISOString());
  });
});

describe("a shift that is taken over", () => {
  const shift = (person: string, from: number, to: number) => ({
    person,
    startsAt: minutes(from).toISOString(),
    endsAt: minutes(to).toISOString(),
  });
  const checksOf = async (ctx: Parameters<typeof readMyWork>[0], runId: string) =>
    value(await readMyWork(ctx)).now.filter(({ run, kind }) => run.id === runId && kind === "check");

  it("is theirs on the rota, in what is asked and in what is missed; they contribute from then on", async () => {
    const runId = await liveRun();
    const { admin, editor, member: mona } = world.people;
    const edith = (n: number) => as(world, editor, minutes(n));
    const adam = (n: number) => as(world, admin, minutes(n));
    value(await setRota(lead(), runId, { shifts: [shift(admin.email, 0, 480), shift(mona.email, 480, 900)] }));
    expect(await checksOf(edith(61), runId)).toEqual([]);
    const given = value(await handOverShift(adam(61), runId, { to: editor.email }));
    const offered = value(await readMyWork(edith(62))).now.filter(({ run }) => run.id === runId);
    expect(offered).toMatchObject([{ kind: "take_over", title: "the shift from Adam" }]);
    expect(await recordOccurrences(edith(62), runId, { ...turn(), outcome: "done" })).toMatchObject({
      code: "forbidden",
    });
    expect(await checksOf(adam(62), runId)).toHaveLength(1);

    const seq = await seqOf(runId);
    value(await acceptHandover(edith(62), runId, given.id));
    const after = value(await readAfter(lead(63), runId));
    expect(after.onDuty).toMatchObject({ id: editor.id });
    expect(after.shifts.map(({ personId, startsAt, endsAt }) => [personId, startsAt, endsAt])).toEqual([
      [admin.id, minutes(0).toISOString(), minutes(62).toISOString()],
      [editor.id, minutes(62).toISOString(), minutes(480).toISOString()],
      [mona.id, minutes(480).toISOString(), minutes(900).toISOString()],
    ]);
    const entries = await world.db.auditEntry.findMany({
      where: { chainId: runId, seq: { gt: seq } },
      orderBy: { seq: "asc" },
    });
    expect(entries.map(({ body }) => JSON.parse(body).action)).toEqual([
      "handover.accepted",
      "roster.changed",
      "rota.changed",
    ]);
    // What was open is theirs, too.
    expect(await checksOf(edith(63), runId)).toHaveLength(1);
    expect(await checksOf(adam(63), runId)).toEqual([]);
    expect(await recordOccurrences(edith(63), runId, { ...turn(), outcome: "done" })).toMatchObject({ ok: true });
    expect((await checksOf(edith(120), runId)).map(({ dueAt }) => dueAt)).toContain(minutes(120).toISOString());
    await escalateMissed(world.db, minutes(180));
    const missed = await world.db.auditEntry.findMany({
      where: { chainId: runId, body: { contains: "occurrence.escalated" } },
    });
    const changes = missed.map(({ body }) => JSON.parse(body).change);
    expect(changes).toContainEqual(
      expect.objectContaining({ owner: "Edith", to: mona.id, dueAt: minutes(120).toISOString() }),
    );
  });

  it("is given away by whoever has it or by the lead, and without a rota by anybody", async () => {
    const runId = await liveRun();
    const { admin, editor, member: mona } = world.people;
    value(await setRota(lead(), runId, { shifts: [shift(admin.email, 0, 480), shift(mona.email, 480, 900)] }));
    expect(await handOverShift(member(61), runId, { to: editor.email })).toMatchObject({ code: "forbidden" });
    expect(await handOverShift(member(61), runId, { to: admin.email })).toMatchObject({ ok: true });
    expect(await handOverShift(lead(61), runId, { to: editor.email })).toMatchObject({ ok: true });

    const bare = await liveRun();
    const { id } = value(await handOverShift(lead(61), bare, { to: mona.email }));
    expect(await checksOf(member(62), bare)).toEqual([]);
    value(await acceptHandover(member(62), bare, id));
    const { shifts } = value(await readAfter(lead(63), bare));
    expect(shifts).toMatchObject([
      { personId: mona.id, startsAt: minutes(62).toISOString(), endsAt: minutes(24 * 60).toISOString() },
    ]);
    expect(await checksOf(member(63), bare)).toHaveLength(1);
    expect(await checksOf(lead(63), bare)).toEqual([]);
  });

  it("leaves the rota alone once the next one's shift has begun", async () => {
    const runId = await liveRun();
    const { admin, editor, member: mona } = world.people;
    value(await setRota(lead(), runId, { shifts: [shift(admin.email, 0, 100), shift(mona.email, 100, 900)] }));
    const { id } = value(await handOverShift(as(world, admin, minutes(95)), runId, { to: editor.email }));
    value(await acceptHandover(as(world, editor, minutes(105)), runId, id));
    const after = value(await readAfter(lead(106), runId));
    expect(after).toMatchObject({ onDuty: { id: mona.id }, handovers: [{ acceptedAt: minutes(105).toISOString() }] });
    expect(after.shifts).toHaveLength(2);
  });
});

describe("follow-ups", () => {
  it("let a run be closed once they are done or handed over; else with a reason", async () => {
    const runId = await liveRun();
    const end = 25 * 60;
    const all = (key: string) => Array.from({ length: 24 }, (_, n) => ({ key, number: n + 1, version: 0 }));
    const turns = [...all("errors"), ...all("latency")];
    value(await recordOccurrences(lead(end), runId, { turns, outcome: "done" }));
    const refused = await closeRun(lead(end), runId, {});
    expect(refused).toMatchObject({
      code: "reason_required",
      message: expect.stringContaining("1 follow-up is neither"),
    });
    value(await handOverFollowUps(lead(end), runId, { items: ["review"], to: world.people.member.email }));
    expect(await closeRun(lead(end), runId, {})).toMatchObject({ code: "reason_required" });
    const waiting = value(await readMyWork(member(end)));
    expect(waiting.now).toContainEqual(expect.objectContaining({ kind: "take_over", key: "review" }));
    expect(await acceptFollowUps(lead(end), runId, ["review"])).toMatchObject({ code: "forbidden" });
    value(await acceptFollowUps(member(end), runId, ["review"]));
    expect(value(await readAfter(lead(end), runId)).leftOpen).toEqual([]);
    expect(await closeRun(lead(end), runId, {})).toMatchObject({ ok: true });
  });

  it("go to a person or under a link, and come back", async () => {
    const runId = await liveRun();
    const items = ["review"];
    expect(await handOverFollowUps(lead(), runId, { items })).toMatchObject({ code: "invalid_input" });
    const link = "https://tracker.example.test/1";
    value(await handOverFollowUps(lead(), runId, { items, link }));
    expect(value(await readAfter(lead(), runId)).followUps).toMatchObject([{ status: "handed_over", row: { link } }]);
    value(await takeBackFollowUps(lead(), runId, items));
    expect(value(await readAfter(lead(), runId)).followUps).toMatchObject([{ status: "open", row: null }]);
    expect(await handOverFollowUps(lead(), runId, { items: ["backup"], link })).toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("a target that moves", () => {
  it("takes what hangs on it along, and keeps the first one", async () => {
    const runId = await createRun(world, await createTemplate(world, document));
    const due = async () => value(await readWhen(lead(), runId)).moments.find(({ key }) => key === "backup")?.at;
    expect(await due()).toBe("2026-11-20T09:00:00.000Z");
    value(await editRun(lead(), runId, { targetAt: "2026-11-23T09:00:00.000Z" }));
    expect(await due()).toBe("2026-11-22T09:00:00.000Z");
    value(await editRun(lead(), runId, { targetAt: "2026-11-24T09:00:00.000Z", timeZone: "Europe/Berlin" }));
    const row = await world.db.run.findUniqueOrThrow({ where: { id: runId } });
    expect(row.originalTargetAt?.toISOString()).toBe("2026-11-21T09:00:00.000Z");
    expect(value(await readWhen(lead(), runId)).timeZone).toBe("Europe/Berlin");
  });
});

describe("a calendar", () => {
  const hashOf = (text: string) => Uint8Array.from(createHash("sha256").update(text).digest());
  const read = (text: string, n = 0) => readCalendar({ db: world.db, now: minutes(n) }, hashOf(text));

  it("shows a run, or what is one's own, until it is revoked", async () => {
    const runId = await liveRun();
    const feed = value(await makeFeed(lead(), { runId, tokenHash: hashOf("of the run") }));
    value(await makeFeed(member(), { runId: null, tokenHash: hashOf("of mona") }));
    const run = value(await read("of the run"));
    expect(run.match(/BEGIN:VEVENT/g)).toHaveLength(1 + 1 + 1 + 24 + 1);
    expect(run).toContain(`UID:${runId}-target@gonogo`);
    expect(run).toContain(`UID:${runId}-check-`);
    expect(value(await read("of mona"))).not.toContain(`UID:${runId}-check-`);
    expect(await revokeFeed(member(), feed.id)).toMatchObject({ code: "not_found" });
    value(await revokeFeed(lead(), feed.id));
    expect(await read("of the run")).toMatchObject({ code: "not_found" });
    expect(await read("never made")).toMatchObject({ code: "not_found" });
  });

  it("shows nothing once its maker may see nothing, and makes none of what they can't see", async () => {
    const runId = await liveRun();
    const { editor, owner, stranger } = world.people;
    value(await makeFeed(as(world, editor), { runId, tokenHash: hashOf("of edith") }));
    expect(await read("of edith")).toMatchObject({ ok: true });
    value(await changeMember(as(world, owner), editor.id, { disabled: true }));
    expect(await read("of edith")).toMatchObject({ code: "not_found" });
    expect(await makeFeed(as(world, stranger), { runId, tokenHash: hashOf("of stan") })).toMatchObject({
      code: "not_found",
    });
  });
});
