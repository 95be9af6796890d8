import { afterAll, beforeAll, expect, it } from "vitest";
import { documentOf, gate, item, phase } from "@/lib/domain/sample-run";
import { as, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";

let world: World;
let templateId: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world, documentOf(phase("a", [item("backup", { estimate: 10 })]), gate("deploy")));
});
afterAll(() => world.db.$disconnect());

const start = async (more: object) => {
  const input = { templateId, name: "Release", environment: "production", targetAt: null, ...more };
  const { id, phases } = value(await startRun(as(world, world.people.lead), input));
  return { id, estimate: phases[0]?.items[0]?.estimateMinutes };
};

/** A rehearsal in which the backup took that long; still open. */
const rehearse = async (minutes: number) => {
  const { id } = await start({ rehearsal: true, timeScale: 60 });
  const lead = as(world, world.people.lead);
  const later = as(world, world.people.lead, new Date(lead.now.getTime() + minutes * 60_000));
  value(await changeItem(lead, id, "backup", { state: "in_progress", version: 1 }));
  value(await changeItem(later, id, "backup", { state: "passed", version: 2 }));
  return id;
};
/** `hours` from now. */
const close = (id: string, hours: number, outcome: "aborted" | null = null) => {
  const closedAt = new Date(as(world, world.people.lead).now.getTime() + hours * 3_600_000);
  return world.db.run.update({ where: { id }, data: { closedAt, outcome } });
};

it("estimates a real run as the last rehearsal of its template took, unless that isn't wanted", async () => {
  expect((await start({})).estimate).toBe(10);
  const rehearsal = await rehearse(24);
  // One that is open, or was given up, may have been left in the middle.
  expect((await start({})).estimate).toBe(10);
  await close(rehearsal, 3);
  await close(await rehearse(31), 2);
  await close(await rehearse(42), 4, "aborted");
  await rehearse(53);
  // A later one in which nobody started anything tells nothing.
  await close((await start({ rehearsal: true })).id, 5);
  const real = await start({});
  expect(real.estimate).toBe(24);
  expect((await start({ rehearsedEstimates: false })).estimate).toBe(10);
  expect((await start({ rehearsal: true })).estimate).toBe(10);
  const [entry] = await world.db.auditEntry.findMany({ where: { chainId: real.id }, orderBy: { seq: "asc" } });
  expect(JSON.parse(entry?.body ?? "{}").change.rehearsed).toMatchObject({ runId: rehearsal, minutes: { backup: 24 } });
});
