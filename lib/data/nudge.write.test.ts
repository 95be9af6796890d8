import { afterAll, beforeAll, expect, it } from "vitest";
import { as, createRun, createTemplate, createWorld, testNow, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { changeItem } from "./item.write";
import { nudge } from "./nudge.write";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

it("nudges once per cooldown, on record, also when two ask at once", async () => {
  const runId = await createRun(world, await createTemplate(world));
  const lead = as(world, world.people.lead);
  const member = world.people.member;
  expect(await nudge(lead, runId, { person: member.id })).toMatchObject({ code: "invalid_input" });
  await changeItem(lead, runId, "backup-taken", { assignee: member.email, version: 1 });
  const both = await Promise.all([1, 2].map(() => nudge(lead, runId, { person: member.id })));
  expect(both.map((each) => (each.ok ? "sent" : each.code)).sort()).toEqual(["sent", "too_many_requests"]);
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId } });
  const told = entries.map(({ body }) => JSON.parse(body)).filter(({ action }) => action === "person.nudged");
  expect(told).toMatchObject([{ subject: { kind: "person", key: member.id } }]);
  const later = as(world, world.people.lead, new Date(testNow.getTime() + 16 * 60_000));
  expect(await nudge(later, runId, { person: member.id })).toMatchObject({ ok: true });
  expect(await nudge(as(world, world.people.stranger), runId, { person: member.id })).toMatchObject({
    code: "not_found",
  });
});
