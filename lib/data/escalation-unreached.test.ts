import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { nobodyPaged, toCall } from "@/lib/domain/escalation";
import { documentOf, phase } from "@/lib/domain/sample-run";
import type { Contact } from "@/lib/domain/template-leaves";
import { jobHandlers } from "@/lib/jobs/handlers";
import { runDueJobs } from "@/lib/jobs/run-job";
import { as, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { readContacts } from "./contact.read";
import { startEscalation } from "./escalation.write";
import { acknowledgeEscalation } from "./escalation-acknowledge.write";
import { changeMessaging } from "./message-setting.write";
import { startRun } from "./run.write";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
beforeEach(async () => {
  await world.db.job.deleteMany();
});
afterAll(() => world.db.$disconnect());

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const lead = (minutes = 0) => as(world, world.people.lead, later(minutes));
const phone = (tier: number): Contact => ({
  kind: "contact",
  name: `Phone ${tier}`,
  channel: `+1-555-000${tier}`,
  tier,
});
const address = (tier: number): Contact => ({ ...phone(tier), name: `Mail ${tier}`, channel: `m${tier}@example.test` });

async function start(...contacts: Contact[]): Promise<string> {
  const templateId = await createTemplate(world, documentOf(phase("people", contacts)));
  const about = { templateId, name: "Ledger", environment: "production", targetAt: null };
  return value(await startRun(lead(), about)).id;
}
const page = (runId: string) => startEscalation(lead(), runId, { subject: "Payments time out", waitMinutes: 5 });

async function history(runId: string) {
  const rows = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return rows
    .map(({ body }) => JSON.parse(body))
    .filter(({ action }) => action.startsWith("escalation."))
    .map(({ action, change }) => [action.slice("escalation.".length), change?.paged, change?.notPaged]);
}
/** Nothing goes out to a host that isn't there. */
const unsent = { ...jobHandlers, "message.send": { run: async () => undefined } };
const messages = (runId: string) =>
  world.db.message.findMany({
    where: { runId },
    orderBy: [{ createdAt: "asc" }, { key: "asc" }],
    select: { kind: true, channel: true, recipient: true },
  });

it("records that nobody was paged where no message can leave, and stands unanswered at once", async () => {
  const runId = await start(address(1), phone(2));
  expect(value(await readContacts(lead(), runId)).tiers.flatMap(toCall)).toHaveLength(2);
  const row = value(await page(runId));
  expect(row).toMatchObject({ nextAt: null, exhaustedAt: testNow.toISOString() });
  expect(nobodyPaged(row)).toBe(true);
  expect(row.tiers.flatMap(toCall).map(({ name, reach }) => `${name}: ${reach}`)).toEqual([
    "Mail 1: m1@example.test",
    "Phone 2: +1-555-0002",
  ]);
  expect(await messages(runId)).toEqual([]);
  expect(await history(runId)).toEqual([
    ["started", undefined, undefined],
    ["passed_over", [], ["Mail 1"]],
    ["passed_over", [], ["Phone 2"]],
    ["exhausted", undefined, undefined],
  ]);
  expect(await runDueJobs(world.db, later(60))).toBe(0);
  // Somebody who called them says so.
  expect(value(await acknowledgeEscalation(lead(3), runId, row.id))).toMatchObject({ acknowledgedVia: "session" });
});

it("pages by the webhook alone, which is told that nobody answered", async () => {
  const admin = as(world, world.people.admin);
  value(await changeMessaging(admin, { webhookUrl: "https://hooks.example.test/page" }));
  const runId = await start(address(1), phone(2));
  const row = value(await page(runId));
  expect(row).toMatchObject({ tier: 0, nextAt: later(5).toISOString(), exhaustedAt: null });
  await world.db.message.updateMany({ where: { runId }, data: { state: "sent" } });
  await runDueJobs(world.db, later(5), unsent);
  await world.db.message.updateMany({ where: { runId }, data: { state: "sent" } });
  await runDueJobs(world.db, later(10), unsent);
  expect((await messages(runId)).map(({ kind, channel }) => `${kind} ${channel}`)).toEqual([
    "page webhook",
    "page webhook",
    "unanswered webhook",
  ]);
  expect(await history(runId)).toEqual([
    ["started", [], ["Mail 1"]],
    ["escalated", [], ["Phone 2"]],
    ["exhausted", undefined, undefined],
  ]);
  value(await changeMessaging(admin, { webhookUrl: null }));
});
