import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/domain/actor";
import { documentOf, phase } from "@/lib/domain/sample-run";
import { runDueJobs } from "@/lib/jobs/run-job";
import { smallDocument } from "@/prisma/factories/document";
import { as, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type MailServer, readable, startMailServer } from "@/scripts/test/mail-server";
import { readContacts } from "./contact.read";
import { type Database, openDatabase } from "./database";
import { startEscalation } from "./escalation.write";
import { acknowledgeByToken, acknowledgeEscalation } from "./escalation-acknowledge.write";
import { escalate } from "./escalation-next.write";
import { changeMessaging } from "./message-setting.write";
import { endOnCall, setOnCall } from "./on-call.write";
import { startRun } from "./run.write";

let world: World;
let other: Database;
let mail: MailServer;
let hook: http.Server;
let hookAnswer = "";
const posted: string[] = [];
let templateId: string;
let runId: string;

beforeAll(async () => {
  mail = await startMailServer();
  hook = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    posted.push(Buffer.concat(chunks).toString("utf8"));
    response.end(hookAnswer);
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
  const urls = await testDatabase();
  Object.assign(process.env, { GONOGO_SMTP_URL: mail.url, GONOGO_WEBHOOK_PRIVATE_HOSTS: "127.0.0.1" });
  world = await createWorld(urls.app);
  other = openDatabase(urls.app, 2);
  templateId = await createTemplate(world, {
    ...smallDocument,
    phases: [
      ...smallDocument.phases,
      {
        kind: "phase",
        key: "people",
        title: "People",
        stage: "contingency",
        content: [
          { kind: "contact", name: "Primary", channel: "primary@example.test, +1-555-0001", tier: 1 },
          { kind: "contact", name: "Second", channel: "second@example.test", tier: 2 },
          { kind: "contact", name: "CTO", channel: "+1-555-0004", tier: 3 },
        ],
      },
    ],
  });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
beforeEach(async () => {
  await world.db.job.deleteMany();
  mail.mails.length = 0;
  posted.length = 0;
  hookAnswer = "";
  runId = await start(false);
});
afterAll(async () => {
  await Promise.all([world.db.$disconnect(), other.$disconnect()]);
  await mail.close();
  await new Promise((resolve) => hook.close(resolve));
});

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const lead = (now = testNow) => as(world, world.people.lead, now);
const member = (now = testNow) => as(world, world.people.member, now);
const paged = () => mail.mails.map(({ to }) => to[0]);
const page = { subject: "Payments time out", waitMinutes: 5 };

async function start(rehearsal: boolean) {
  const started = await startRun(lead(), {
    templateId,
    name: "Ledger",
    environment: "production",
    targetAt: null,
    rehearsal,
    ...(rehearsal ? { timeScale: 10 } : {}),
    roster: { "Engineering Lead": [world.people.member.email] },
  });
  return value(started).id;
}

async function standing() {
  const { escalations } = value(await readContacts(lead(), runId));
  const [{ tier, nextAt, acknowledgedBy, acknowledgedVia, exhaustedAt } = {}] = escalations;
  return { tier, nextAt, acknowledgedBy, acknowledgedVia, exhaustedAt };
}

async function actions() {
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return entries
    .map(({ body }) => String(JSON.parse(body).action))
    .filter((action) => action.startsWith("escalation."));
}

it("pages tier after tier while nobody answers, each once between two instances, and says when nobody is left", async () => {
  value(await startEscalation(lead(), runId, page));
  await runDueJobs(world.db, testNow);
  expect(paged()).toEqual(["primary@example.test"]);
  expect(readable(mail.mails[0] ?? { from: "", to: [], source: "" })).toContain(
    "Without an answer in 5 min, tier 2 is paged.",
  );
  await runDueJobs(world.db, later(4.9));
  expect(paged()).toHaveLength(1);
  await Promise.all([runDueJobs(world.db, later(5)), runDueJobs(other, later(5))]);
  await runDueJobs(world.db, later(5));
  expect(paged()).toEqual(["primary@example.test", "second@example.test"]);
  expect(await standing()).toMatchObject({ tier: 1, nextAt: later(10).toISOString() });
  // No message reaches anybody of the third: nobody waits for it, and the lead is told whom to call.
  await Promise.all([runDueJobs(world.db, later(10)), runDueJobs(other, later(10))]);
  await runDueJobs(world.db, later(10));
  expect(paged()).toEqual(["primary@example.test", "second@example.test", world.people.lead.email]);
  const words = readable(mail.mails[2] ?? { from: "", to: [], source: "" });
  expect(words).toContain("Subject: Nobody answered: Payments time out");
  expect(words).toContain("Call now, no message reaches them: CTO (+1-555-0004).");
  expect(words).toMatch(/\/ack\//);
  expect(await standing()).toMatchObject({ tier: 2, nextAt: null, exhaustedAt: later(10).toISOString() });
  await runDueJobs(world.db, later(60));
  expect(paged()).toHaveLength(3);
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId, body: { contains: "notPaged" } } });
  expect(entries.map(({ body }) => JSON.parse(body).change)).toMatchObject([{ paged: [], notPaged: ["CTO"] }]);
  expect(await actions()).toEqual([
    "escalation.started",
    "escalation.escalated",
    "escalation.passed_over",
    "escalation.exhausted",
  ]);
});

it("ends with one tap of any member, and pages nobody else", async () => {
  const { id } = value(await startEscalation(lead(), runId, page));
  expect(value(await acknowledgeEscalation(member(later(1)), runId, id))).toMatchObject({
    acknowledgedBy: "Mona",
    acknowledgedVia: "session",
    nextAt: null,
  });
  expect(await acknowledgeEscalation(lead(later(2)), runId, id)).toMatchObject({ code: "already_done" });
  await runDueJobs(world.db, later(30));
  // One that was taken from the queue in the same moment.
  await escalate({ actor: systemActor(world.workspaceId), db: world.db, now: later(5) }, runId, id, 1);
  expect(paged()).toEqual(["primary@example.test"]);
  expect(await actions()).toEqual(["escalation.started", "escalation.acknowledged"]);
});

it("ends by the link in the mail, without an account, in the name of whoever was paged; twice is once", async () => {
  value(await startEscalation(lead(), runId, page));
  await runDueJobs(world.db, testNow);
  const text = readable(mail.mails[0] ?? { from: "", to: [], source: "" });
  const token = /\/ack\/([\w.-]+)/.exec(text)?.[1] ?? "";
  const by = (given: string, minutes: number) => acknowledgeByToken({ db: world.db, now: later(minutes) }, given);
  expect(await by(`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, 1)).toMatchObject({ code: "not_found" });
  expect(value(await by(token, 1))).toMatchObject({ by: "Primary", at: later(1).toISOString() });
  expect(value(await by(token, 2))).toMatchObject({ at: later(1).toISOString() });
  expect(await standing()).toMatchObject({ acknowledgedBy: "Primary", acknowledgedVia: "link" });
  expect(await actions()).toEqual(["escalation.started", "escalation.acknowledged"]);
});

it("ends by the answer of a webhook's receiver, which could answer with the token as well", async () => {
  const admin = as(world, world.people.admin);
  const webhookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/page`;
  value(await changeMessaging(admin, { webhookUrl }));
  hookAnswer = JSON.stringify({ acknowledged: true, by: "Rota bot" });
  value(await startEscalation(lead(), runId, page));
  await runDueJobs(world.db, testNow);
  expect(JSON.parse(posted[0] ?? "{}")).toMatchObject({
    kind: "page",
    run: { id: runId },
    acknowledge: { link: expect.stringContaining("/ack/"), token: expect.any(String) },
  });
  expect(await standing()).toMatchObject({ acknowledgedBy: "Rota bot", acknowledgedVia: "webhook", nextAt: null });
  value(await changeMessaging(admin, { webhookUrl: null }));
});

it("pages nobody who was on call and left, nor has a lead who did call those whom no message reaches", async () => {
  const { id: personId } = world.people.lead;
  const disable = (disabledAt: Date | null) =>
    world.db.membership.updateMany({ where: { personId }, data: { disabledAt } });
  value(await setOnCall(lead(), runId, { personId, endsAt: null }));
  await disable(testNow);
  const { tiers } = value(await startEscalation(member(), runId, page));
  for (const minutes of [0, 5, 10]) await runDueJobs(world.db, later(minutes));
  await disable(null);
  expect(tiers[0]?.people).toMatchObject([{ name: "Primary", to: "primary@example.test" }]);
  expect(tiers[2]?.people).toMatchObject([{ name: "CTO", to: null }]);
  expect(paged()).toEqual(["primary@example.test", "second@example.test"]);
});

it("pages whoever is on call first, as the lead set it, for as long as it lasts", async () => {
  const duty = value(
    await setOnCall(lead(), runId, { personId: world.people.member.id, endsAt: later(30).toISOString() }),
  );
  const read = async (minutes: number) => value(await readContacts(lead(later(minutes)), runId)).onCall?.label ?? null;
  expect([await read(1), await read(30)]).toEqual(["Mona", null]);
  value(await startEscalation(lead(later(1)), runId, page));
  await runDueJobs(world.db, later(1));
  expect(paged().sort()).toEqual([world.people.member.email, "primary@example.test"].sort());
  value(await endOnCall(lead(later(2)), runId, duty.id));
  expect(await read(3)).toBeNull();
  for (const wrong of [{}, { role: "Nobody" }, { contact: "Nobody" }, { personId: world.people.stranger.id }]) {
    expect(await setOnCall(lead(), runId, { ...wrong, endsAt: null })).toMatchObject({ code: "invalid_input" });
  }
  expect(await setOnCall(member(), runId, { role: "Engineering Lead", endsAt: null })).toMatchObject({
    code: "forbidden",
  });
});

it("relieves whoever was on call for good, and says so", async () => {
  const { lead: leo, member: mona } = world.people;
  const first = value(await setOnCall(lead(), runId, { personId: leo.id, endsAt: null }));
  const endsAt = later(30).toISOString();
  const second = value(await setOnCall(lead(later(10)), runId, { personId: mona.id, endsAt }));
  const read = async (minutes: number) => value(await readContacts(lead(later(minutes)), runId)).onCall;
  expect([await read(5), await read(15), await read(30)]).toMatchObject([
    { label: "Leo", until: second.startsAt },
    { label: "Mona", until: endsAt },
    null,
  ]);
  expect(await endOnCall(lead(later(15)), runId, first.id)).toMatchObject({ code: "already_done" });
  const entries = await world.db.auditEntry.findMany({
    where: { chainId: runId, body: { contains: "on_call.set" } },
    orderBy: { seq: "asc" },
  });
  const [one, two] = entries.map(({ body }) => JSON.parse(body).change);
  expect(one).not.toHaveProperty("inPlaceOf");
  expect(two).toMatchObject({ personId: mona.id, inPlaceOf: leo.id });

  // Taken away before it begins, one that is to come leaves things as they are.
  const startsAt = later(120).toISOString();
  value(await setOnCall(lead(later(60)), runId, { personId: leo.id, endsAt: null }));
  const third = value(await setOnCall(lead(later(60)), runId, { personId: mona.id, startsAt, endsAt: null }));
  expect(await read(61)).toMatchObject({ label: "Leo", until: startsAt });
  value(await endOnCall(lead(later(61)), runId, third.id));
  expect(await endOnCall(lead(later(62)), runId, third.id)).toMatchObject({ code: "already_done" });
  expect(await read(130)).toMatchObject({ label: "Leo", until: null });
});

it("of a rehearsal runs at its own speed and pages nobody", async () => {
  runId = await start(true);
  value(await startEscalation(lead(), runId, page));
  await runDueJobs(world.db, later(0.5));
  expect(await standing()).toMatchObject({ tier: 1 });
  expect(paged()).toEqual([]);
  expect(await world.db.message.findMany({ where: { runId }, select: { state: true } })).toEqual([
    { state: "withheld" },
    { state: "withheld" },
  ]);
});

it("doesn't go on for anybody but the system, nor twice", async () => {
  const { id } = value(await startEscalation(lead(), runId, page));
  await runDueJobs(world.db, testNow);
  await escalate(lead(later(9)), runId, id, 1);
  expect(await standing()).toMatchObject({ tier: 0 });
  const system = { actor: systemActor(world.workspaceId), db: world.db, now: later(9) };
  await escalate(system, runId, id, 1);
  await escalate(system, runId, id, 1);
  expect(await standing()).toMatchObject({ tier: 1 });
  expect(await actions()).toEqual(["escalation.started", "escalation.escalated"]);
  const elsewhere = { ...system, actor: systemActor(world.people.stranger.workspaceId) };
  await escalate(elsewhere, runId, id, 2);
  expect(await standing()).toMatchObject({ tier: 1 });
});

it("goes on at once to the first tier that a message reaches, and tells the lead whom to call", async () => {
  const phone = (tier: number) => ({
    kind: "contact" as const,
    name: `Phone ${tier}`,
    channel: `+1-555-000${tier}`,
    tier,
  });
  const second = { ...phone(2), name: "Second", channel: "second@example.test" };
  templateId = await createTemplate(world, documentOf(phase("people", [phone(1), second, phone(3)])));
  runId = await start(false);
  const { tiers, ...row } = value(await startEscalation(lead(), runId, page));
  expect(row).toMatchObject({ tier: 1, nextAt: later(5).toISOString(), exhaustedAt: null });
  expect(tiers.map((tier) => tier.paged)).toEqual([false, true, undefined]);
  await runDueJobs(world.db, testNow);
  expect(paged().toSorted()).toEqual([world.people.lead.email, "second@example.test"].toSorted());
  expect(readable(mail.mails[0] ?? { from: "", to: [], source: "" })).toContain("Phone 1 (+1-555-0001)");
  await runDueJobs(world.db, later(5));
  expect(paged().slice(2)).toEqual([world.people.lead.email]);
  expect(await actions()).toEqual([
    "escalation.started",
    "escalation.passed_over",
    "escalation.escalated",
    "escalation.passed_over",
    "escalation.exhausted",
  ]);
});
