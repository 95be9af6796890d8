import { afterAll, beforeAll, expect, it } from "vitest";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readDashboard } from "./dashboard.read";
import { listFreezes } from "./freeze.read";
import { changeFreeze, makeFreeze, removeFreeze } from "./freeze.write";
import { readGateAnswer } from "./gate.read";

let world: World;
let runId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  runId = await createRun(world, await createTemplate(world));
});
afterAll(() => world.db.$disconnect());

const at = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const admin = (minutes = 0) => as(world, world.people.admin, at(minutes));
const window = (from: number, to: number, environments: string[] = []) => {
  return { startsAt: at(from).toISOString(), endsAt: at(to).toISOString(), reason: "year-end closing", environments };
};
const codesAt = async (minutes: number) => {
  const answer = value(await readGateAnswer(as(world, world.people.member, at(minutes)), runId));
  return answer.reasons.map(({ code }) => code);
};
const shownAt = async (minutes: number) => {
  const { runs } = value(await readDashboard(as(world, world.people.auditor, at(minutes))));
  return runs.find(({ id }) => id === runId)?.reasons.map(({ code }) => code);
};
const seq = async () => (await world.db.run.findUniqueOrThrow({ where: { id: runId } })).seq;

it("turns the verdict at its moments, for pipelines and on the dashboard, without a job", async () => {
  await shownAt(0);
  const freeze = value(await makeFreeze(admin(), window(10, 20, ["Production"])));
  for (const [minutes, frozen] of [
    [9, false],
    [10, true],
    [19, true],
    [20, false],
  ] as const) {
    expect([minutes, (await codesAt(minutes)).includes("frozen")]).toEqual([minutes, frozen]);
    expect([minutes, (await shownAt(minutes))?.includes("frozen")]).toEqual([minutes, frozen]);
  }
  const moved = value(await changeFreeze(admin(11), freeze.id, { ...window(15, 20), version: 1 }));
  expect([moved.version, await codesAt(11), await shownAt(11)].join()).not.toContain("frozen");
  expect(await shownAt(15)).toContain("frozen");
  expect(await changeFreeze(admin(15), freeze.id, { reason: "older", version: 1 })).toMatchObject({ code: "conflict" });
  value(await removeFreeze(admin(16), freeze.id));
  expect(await shownAt(16)).not.toContain("frozen");
  expect(value(await listFreezes(admin(16), { limit: 9 })).items).toEqual([]);
});

it("is on record in the workspace and in the runs it concerns, and in no other", async () => {
  const before = await seq();
  const other = value(await makeFreeze(admin(), window(10, 20, ["staging"])));
  expect(await seq()).toBe(before);
  const all = value(await makeFreeze(admin(), window(10, 20)));
  expect(await seq()).toBe(before + 1n);
  for (const { id } of [other, all]) value(await removeFreeze(admin(), id));
});

it("is an admin's, ends after it begins, and is nothing to another workspace", async () => {
  expect(await makeFreeze(as(world, world.people.lead), window(1, 2))).toMatchObject({ code: "forbidden" });
  expect(await makeFreeze(admin(), window(2, 2))).toMatchObject({
    code: "invalid_input",
    problems: [{ path: "endsAt" }],
  });
  const { id } = value(await makeFreeze(admin(), window(10, 20)));
  const stranger = as(world, world.people.stranger);
  expect(value(await listFreezes(stranger, { limit: 9 })).items).toEqual([]);
  expect(await removeFreeze(stranger, id)).toMatchObject({ code: "not_found" });
  const theirs = value(await makeFreeze(stranger, window(0, 90)));
  expect(await codesAt(5)).not.toContain("frozen");
  expect(await removeFreeze(admin(), theirs.id)).toMatchObject({ code: "not_found" });
  value(await removeFreeze(admin(), id));
});
