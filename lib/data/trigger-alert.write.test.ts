import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { systemActor } from "@/lib/domain/actor";
import { runDueJobs } from "@/lib/jobs/run-job";
import { smallDocument } from "@/prisma/factories/document";
import { as, asToken, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type MailServer, readable, startMailServer } from "@/scripts/test/mail-server";
import { changeMessaging } from "./message-setting.write";
import { startRun } from "./run.write";
import { clearTrigger, fireTrigger, receiveAlerts } from "./trigger.write";
import { callRollback } from "./trigger-overdue.write";

let world: World;
let mail: MailServer;
let hook: http.Server;
let hookUrl: string;
let templateId: string;
let runId: string;
const posted: { path: string; headers: http.IncomingHttpHeaders; body: string }[] = [];

const triggers = [
  { kind: "trigger" as const, key: "errors", title: "Error rate above 5 %", tier: "rollback" as const },
  { kind: "trigger" as const, key: "slow", title: "High latency", tier: "timed" as const, reaction: 30 },
  { kind: "trigger" as const, key: "odd", title: "Odd logs", tier: "investigate" as const },
];

beforeAll(async () => {
  mail = await startMailServer();
  hook = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    posted.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.end("ok");
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
  hookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
  Object.assign(process.env, { GONOGO_SMTP_URL: mail.url, GONOGO_WEBHOOK_PRIVATE_HOSTS: "127.0.0.1" });
  world = await createWorld((await testDatabase()).app);
  templateId = await createTemplate(world, {
    ...smallDocument,
    phases: [
      ...smallDocument.phases,
      { kind: "phase", key: "rollback", title: "Rollback", stage: "contingency", content: triggers },
    ],
  });
});
beforeEach(async () => {
  mail.mails.length = 0;
  posted.length = 0;
  await world.db.job.deleteMany();
  runId = await start();
});
afterAll(async () => {
  await world.db.$disconnect();
  await mail.close();
  await new Promise((resolve) => hook.close(resolve));
});

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const lead = (minutes = 0) => as(world, world.people.lead, later(minutes));
const member = (minutes = 0) => as(world, world.people.member, later(minutes));
const system = (minutes: number) => ({
  actor: systemActor(world.workspaceId),
  db: world.db,
  now: later(minutes),
});
const messaging = (chatUrl: string | null, webhookUrl: string | null) =>
  changeMessaging(as(world, world.people.admin), { chatUrl, webhookUrl });

/** Leo leads and stands on the roster as well; Mona and Edith are in two roles. */
async function start(rehearsal = false) {
  const { member: mona, lead: leo, editor, owner } = world.people;
  const started = await startRun(lead(), {
    templateId,
    name: "Ledger",
    environment: "production",
    targetAt: null,
    rehearsal,
    roster: {
      "Engineering Lead": [mona.email, leo.email],
      QA: [editor.email, mona.email],
      Ops: [owner.email],
    },
  });
  return value(started).id;
}

const told = () => mail.mails.map(({ to }) => to[0]?.split(".")[0]).sort();
const wordsOf = (at = 0) => readable(mail.mails[at] ?? { from: "", to: [], source: "" }).replaceAll("\r\n", "\n");

async function entries() {
  const rows = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return rows.map(({ body }) => JSON.parse(body)).filter(({ action }) => action.startsWith("trigger."));
}
const actions = async () => (await entries()).map(({ action }) => action);

it("tells roster and lead once each, but not whoever fired it, by mail, chat and webhook", async () => {
  value(await messaging(`${hookUrl}/chat`, `${hookUrl}/hook`));
  value(await fireTrigger(member(), runId, "errors", { measured: "6 %" }));
  await runDueJobs(world.db, testNow);
  await runDueJobs(world.db, later(60));
  expect(told()).toEqual(["edith", "leo", "olga"]);
  const text = wordsOf();
  expect(text).toContain("Subject: Ledger: roll back, Error rate above 5 %");
  expect(text).toContain("Error rate above 5 % fired and calls for rollback.\n");
  expect(text).toContain("Fired by Mona, 2026-11-20 12:00 UTC\nMeasured: 6 %\n\n");
  expect(text).toContain(`/runs/${runId}/live`);
  expect(posted.map(({ path }) => path).sort()).toEqual(["/chat", "/hook"]);
  const hooked = posted.find(({ path }) => path === "/hook");
  expect(JSON.parse(hooked?.body ?? "{}")).toMatchObject({ kind: "rollback", run: { id: runId } });
  expect(hooked?.headers["gonogo-signature"]).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
  const { editor, lead: leo, owner } = world.people;
  const [fired, alerted, ...more] = await entries();
  expect(fired).toMatchObject({ action: "trigger.fired", actor: { name: "Mona" } });
  expect(alerted).toMatchObject({
    action: "trigger.alerted",
    actor: { name: "Mona" },
    subject: { kind: "trigger", key: "errors" },
    change: { people: [editor.id, leo.id, owner.id].sort(), channels: ["mail", "chat", "webhook"] },
  });
  expect(more).toEqual([]);
  value(await messaging(null, null));
});

it("tells everyone of a monitor's alert, once however often it comes, and anew after it was cleared", async () => {
  const alert = { status: "firing" as const, labels: { alertname: "Errors" }, annotations: { summary: "7 %" } };
  const receive = (minutes: number) =>
    receiveAlerts(asToken(world, ["triggers"], later(minutes)), runId, [alert, alert]);
  await Promise.all([receive(0), receive(0)]);
  await runDueJobs(world.db, testNow);
  expect(told()).toEqual(["edith", "leo", "mona", "olga"]);
  expect(wordsOf()).toContain("Fired by a monitor, 2026-11-20 12:00 UTC\nMeasured: Errors: 7 %");
  value(await clearTrigger(lead(1), runId, "errors", { reason: "Cache warmed up" }));
  value(await receive(2));
  await runDueJobs(world.db, later(2));
  expect(mail.mails).toHaveLength(8);
  expect(await actions()).toEqual([
    ...["trigger.fired", "trigger.alerted", "trigger.cleared"],
    ...["trigger.fired", "trigger.alerted"],
  ]);
});

it("tells everyone anew when it comes true again after it had ended, and of a timed one once its new time is over", async () => {
  const alert = (alertname: string, status: "firing" | "resolved", summary: string) => ({
    status,
    labels: { alertname },
    annotations: { summary },
  });
  const receive = (minutes: number, ...alerts: ReturnType<typeof alert>[]) =>
    receiveAlerts(asToken(world, ["triggers"], later(minutes)), runId, alerts);
  value(await fireTrigger(member(), runId, "errors", { measured: "6 %" }));
  value(await receive(0, alert("Slow", "firing", "800 ms")));
  await runDueJobs(world.db, testNow);
  expect(told()).toEqual(["edith", "leo", "olga"]);
  value(await receive(10, alert("Errors", "resolved", "1 %"), alert("Slow", "resolved", "90 ms")));
  mail.mails.length = 0;
  value(await receive(20, alert("Errors", "firing", "8 %"), alert("Slow", "firing", "900 ms")));
  await runDueJobs(world.db, later(20));
  // Mona had fired it herself; this time a monitor did.
  expect(told()).toEqual(["edith", "leo", "mona", "olga"]);
  expect(wordsOf()).toContain("Error rate above 5 % fired again and calls for rollback.");
  expect(wordsOf()).toContain("Fired by a monitor, 2026-11-20 12:20 UTC\nMeasured: Errors: 8 %");
  mail.mails.length = 0;
  await runDueJobs(world.db, later(49.9));
  expect(told()).toEqual([]);
  await runDueJobs(world.db, later(50));
  await callRollback(system(51), runId, (await firing("slow")).id);
  await runDueJobs(world.db, later(51));
  expect(told()).toEqual(["edith", "leo", "mona", "olga"]);
  expect(wordsOf()).toContain("High latency fired again and calls for rollback. The time to react is over");
});

it("tells of a timed one when its time to react is over, and not of one that only asks to look", async () => {
  value(await fireTrigger(member(), runId, "odd", {}));
  value(await fireTrigger(member(), runId, "slow", { measured: "900 ms" }));
  await runDueJobs(world.db, later(29));
  expect(told()).toEqual([]);
  await callRollback(system(29), runId, (await firing("slow")).id);
  expect(told()).toEqual([]);
  await runDueJobs(world.db, later(30));
  await callRollback(system(31), runId, (await firing("slow")).id);
  await runDueJobs(world.db, later(31));
  expect(told()).toEqual(["edith", "leo", "olga"]);
  expect(wordsOf()).toContain("The time to react is over, and nobody cleared it.");
  expect(await actions()).toEqual(["trigger.fired", "trigger.fired", "trigger.alerted"]);
});

it("tells nobody of a timed one that was cleared in time, even when its job is late", async () => {
  value(await fireTrigger(member(), runId, "slow", {}));
  const { id } = await firing("slow");
  value(await clearTrigger(lead(10), runId, "slow", { reason: "Fine again" }));
  await runDueJobs(world.db, later(31));
  await callRollback(system(31), runId, id);
  await runDueJobs(world.db, later(32));
  expect(told()).toEqual([]);
});

it("is the system's to pass on, in its own workspace", async () => {
  value(await fireTrigger(member(), runId, "slow", {}));
  const { id } = await firing("slow");
  await callRollback(lead(31), runId, id);
  await callRollback({ ...system(31), actor: systemActor(world.people.stranger.workspaceId) }, runId, id);
  expect(await world.db.message.count({ where: { runId } })).toBe(0);
});

it("leaves out whoever doesn't take part", async () => {
  const { editor, owner } = world.people;
  const key = (personId: string) => ({ workspaceId_personId: { workspaceId: world.workspaceId, personId } });
  await world.db.membership.update({ where: key(editor.id), data: { disabledAt: testNow } });
  await world.db.membership.update({ where: key(owner.id), data: { roles: ["auditor"] } });
  value(await fireTrigger(lead(), runId, "errors", {}));
  await runDueJobs(world.db, testNow);
  expect(told()).toEqual(["mona"]);
  await world.db.membership.update({ where: key(editor.id), data: { disabledAt: null } });
  await world.db.membership.update({ where: key(owner.id), data: { roles: ["owner"] } });
});

it("of a rehearsal tells nobody outside, and keeps what it would have sent", async () => {
  value(await messaging(`${hookUrl}/chat`, `${hookUrl}/hook`));
  runId = await start(true);
  value(await fireTrigger(member(), runId, "errors", {}));
  await runDueJobs(world.db, later(60));
  expect([mail.mails, posted]).toEqual([[], []]);
  expect(await world.db.message.count({ where: { runId, kind: "rollback", state: "withheld" } })).toBe(5);
  expect((await entries()).at(-1)).toMatchObject({ action: "trigger.alerted", change: { rehearsal: true } });
  value(await messaging(null, null));
});

it("tells nobody once the attempt is over: it was rolled back in time", async () => {
  value(await fireTrigger(member(), runId, "slow", {}));
  await world.db.run.update({ where: { id: runId }, data: { outcome: "rolled_back" } });
  await runDueJobs(world.db, later(31));
  expect(told()).toEqual([]);
});

const firing = (key: string) => world.db.triggerFiring.findFirstOrThrow({ where: { runId, key } });
