import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readReadiness } from "./gate.read";
import { changeItem } from "./item.write";
import { readMyNudges } from "./nudge.read";
import { nudgePerson, nudgeSigners, seeNudge } from "./nudge.write";
import { readRollCallMinutes } from "./roll-call.read";
import { closeRollCall, openRollCall } from "./roll-call.write";
import { editRun } from "./run-edit.write";

let world: World;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
beforeEach(async () => {
  runId = await createRun(world, await createTemplate(world));
  value(await editRun(by("lead"), runId, { roster: { "Engineering Lead": [world.people.member.email] } }));
});
afterAll(() => world.db.$disconnect());

const after = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const by = (who: keyof World["people"], now = testNow) => as(world, world.people[who], now);
const each = { minutes: 2, per: "station" } as const;

it("is the lead's, one at a time, and keeps its minutes in the history", async () => {
  expect(await openRollCall(by("member"), runId, "go-live", each)).toMatchObject({ code: "forbidden" });
  const answers = await Promise.all([1, 2, 3].map(() => openRollCall(by("lead"), runId, "go-live", each)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const [open] = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  expect(open).toMatchObject({
    secondsEach: 120,
    stations: [
      { key: "engineering", stood: null },
      { key: "security", stood: null },
    ],
  });
  const id = open?.id ?? "";
  expect(value(await readRollCallMinutes(by("auditor", after(1)), runId, id)).markdown).toContain("no answer");
  expect(value(await closeRollCall(by("lead", after(3)), runId, id)).closedAt).toBe(after(3).toISOString());
  expect(await closeRollCall(by("lead"), runId, id)).toMatchObject({ code: "already_done" });
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "desc" }, take: 1 });
  expect(JSON.parse(entries[0]?.body ?? "")).toMatchObject({
    action: "roll_call.closed",
    change: {
      minutes: [
        { key: "engineering", askedAt: testNow.toISOString(), answer: null, late: false },
        { key: "security", askedAt: after(2).toISOString() },
      ],
    },
  });
});

it("shares a total out over the stations", async () => {
  expect(value(await openRollCall(by("lead"), runId, "go-live", { minutes: 6, per: "total" })).secondsEach).toBe(180);
});

it("nudges once in five minutes, shows it to those asked alone, until they have seen it", async () => {
  expect(await nudgeSigners(by("member"), runId, "engineering")).toMatchObject({ code: "forbidden" });
  const answers = await Promise.all([1, 2, 3].map(() => nudgeSigners(by("lead"), runId, "engineering")));
  expect(answers.map((answer) => (answer.ok ? "ok" : answer.code)).sort()).toEqual(["conflict", "conflict", "ok"]);
  value(await nudgeSigners(by("lead", after(5)), runId, "engineering"));
  expect(await readMyNudges(by("lead"))).toEqual([]);
  const mine = await readMyNudges(by("member"));
  expect(mine).toMatchObject([{ runId, by: world.people.lead.name }, { runId }]);
  expect(await seeNudge(by("admin"), runId, mine[0]?.id ?? "")).toMatchObject({ code: "not_found" });
  for (const { id } of mine) value(await seeNudge(by("member"), runId, id));
  expect(await readMyNudges(by("member"))).toEqual([]);
});

it("nudges somebody for what they hold up in the run, and nobody who holds nothing", async () => {
  const { member } = world.people;
  expect(await nudgePerson(by("member"), runId, member.id)).toMatchObject({ code: "forbidden" });
  expect(await nudgePerson(by("lead"), runId, world.people.stranger.id)).toMatchObject({ code: "not_found" });
  expect(await nudgePerson(by("lead"), runId, member.id)).toMatchObject({ code: "already_done" });
  value(await changeItem(by("lead"), runId, "backup-taken", { assignee: member.email, version: 1 }));
  const { blockers } = value(await readReadiness(by("lead"), runId));
  const held = blockers.flatMap(({ who }) => (who.kind === "person" ? [who.id] : []));
  expect(held).toContain(member.id);
  const answers = await Promise.all([1, 2, 3].map(() => nudgePerson(by("lead"), runId, member.id)));
  expect(answers.map((answer) => (answer.ok ? "ok" : answer.code)).sort()).toEqual(["conflict", "conflict", "ok"]);
  expect(value(await nudgeSigners(by("lead"), runId, "engineering")).personId, "another cooldown").toBeNull();
  const mine = await readMyNudges(by("member"));
  expect(mine.map(({ gateKey }) => gateKey).sort()).toEqual(["go-live", null]);
});
