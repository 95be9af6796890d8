import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { invite } from "@/lib/auth/invitation";
import { askPasswordReset } from "@/lib/auth/password-ask";
import { openDatabase } from "@/lib/data/database";
import { listMessages } from "@/lib/data/message.read";
import { queueMessages, retryMessage, testMessaging } from "@/lib/data/message.write";
import { readMessaging, readWebhookSecret } from "@/lib/data/message-setting.read";
import { changeMessaging } from "@/lib/data/message-setting.write";
import { nudgeSigners } from "@/lib/data/nudge.write";
import { proveNothing } from "@/lib/data/prove";
import { startRun } from "@/lib/data/run.write";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type MailServer, readable, startMailServer } from "@/scripts/test/mail-server";
import { runDueJobs } from "./run-job";

let world: World;
let url: string;
let mail: MailServer;
let hook: http.Server;
let hookUrl: string;
let hookStatus = 200;
const posted: { path: string; headers: http.IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  mail = await startMailServer();
  hook = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    posted.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.writeHead(hookStatus).end("ok");
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
  hookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
  url = (await testDatabase()).app;
  Object.assign(process.env, {
    GONOGO_SMTP_URL: mail.url,
    GONOGO_MAIL_FROM: "Gonogo <gonogo@example.test>",
    GONOGO_WEBHOOK_PRIVATE_HOSTS: "127.0.0.1",
  });
  world = await createWorld(url);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
beforeEach(async () => {
  await world.db.job.deleteMany();
  mail.mails.length = 0;
  posted.length = 0;
  mail.refuse(0);
  hookStatus = 200;
});
afterAll(async () => {
  await world.db.$disconnect();
  await mail.close();
  await new Promise((resolve) => hook.close(resolve));
});

const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000);
const admin = (now = testNow) => as(world, world.people.admin, now);
/** As an admin sees it in the list. */
async function listed(key: string) {
  const { id } = await world.db.message.findUniqueOrThrow({ where: { key }, select: { id: true } });
  return value(await listMessages(admin(), { limit: 200 })).items.find((message) => message.id === id);
}
const send = (key: string, run?: { id: string; rehearsal: boolean }) =>
  world.db.$transaction((tx) =>
    queueMessages(tx, { workspaceId: world.workspaceId, ...(run ? { run } : {}), byId: null, now: testNow }, [
      {
        kind: "announcement",
        channel: "mail",
        recipient: "team@example.test",
        subject: "We deploy\r\nBcc: everybody@example.test",
        body: "Ledger 3.1 goes live: ünïcode and all.",
        key,
      },
    ]),
  );

describe("mail", () => {
  it("is sent once, whatever is queued twice and however many instances look", async () => {
    await send("once");
    await send("once");
    const other = openDatabase(url, 2);
    await Promise.all([world.db, other, world.db].map((db) => runDueJobs(db, testNow)));
    await other.$disconnect();
    expect(mail.mails).toHaveLength(1);
    const [{ from, to } = { from: "", to: [] }] = mail.mails;
    expect([from, to]).toEqual(["gonogo@example.test", ["team@example.test"]]);
    const text = readable(mail.mails[0] ?? { from: "", to: [], source: "" });
    expect(text).toContain("Subject: We deploy Bcc: everybody@example.test");
    expect(text).toContain("Ledger 3.1 goes live: ünïcode and all.");
    const row = await listed("once");
    expect(row).toMatchObject({ state: "sent", attempts: 1, reason: null, sentAt: testNow.toISOString() });
    expect(text.toLowerCase()).toContain(`message-id: <${row?.id}@localhost>`);
  });

  it("is tried again when the server is busy, and says why meanwhile", async () => {
    await send("busy");
    mail.refuse(451);
    await runDueJobs(world.db, testNow);
    expect(await listed("busy")).toMatchObject({
      state: "queued",
      attempts: 1,
      reason: expect.stringContaining("not now"),
    });
    mail.refuse(0);
    await runDueJobs(world.db, later(5));
    expect(await listed("busy")).toMatchObject({ state: "sent", attempts: 2 });
    expect(mail.mails).toHaveLength(1);
  });

  it("that is refused for good is given up at once, and sent again by hand", async () => {
    await send("refused");
    mail.refuse(550);
    await runDueJobs(world.db, testNow);
    const row = await listed("refused");
    expect(row).toMatchObject({ state: "failed", attempts: 1 });
    mail.refuse(0);
    value(await retryMessage(admin(), row?.id ?? ""));
    await runDueJobs(world.db, testNow);
    expect(await listed("refused")).toMatchObject({ state: "sent", attempts: 2 });
    expect(await retryMessage(admin(), row?.id ?? "")).toMatchObject({ code: "already_done" });
  });

  it("that waited for a day, as in a backup, is not sent by itself", async () => {
    await send("old");
    await runDueJobs(world.db, later(86_401));
    expect(mail.mails).toHaveLength(0);
    expect(await listed("old")).toMatchObject({ state: "failed", reason: expect.stringContaining("more than a day") });
  });

  it("of a rehearsal stays here, as what would have been sent", async () => {
    const runId = await createRun(world, await createTemplate(world));
    await send("rehearsed", { id: runId, rehearsal: true });
    await runDueJobs(world.db, testNow);
    expect(mail.mails).toHaveLength(0);
    expect(await listed("rehearsed")).toMatchObject({ state: "withheld", runId });
  });

  it("goes into the history of its run", async () => {
    const runId = await createRun(world, await createTemplate(world));
    await send("told", { id: runId, rehearsal: false });
    await runDueJobs(world.db, testNow);
    const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
    expect(JSON.parse(entries.at(-1)?.body ?? "{}")).toMatchObject({
      actor: { via: "system" },
      action: "message.sent",
      change: { channel: "mail", recipient: "team@example.test", attempts: 1 },
    });
  });
});

describe("chat and webhook", () => {
  it("go where the admin said, which no answer and no history tells", async () => {
    value(await changeMessaging(admin(), { chatUrl: `${hookUrl}/chat/s3cret`, webhookUrl: `${hookUrl}/hook` }));
    expect(value(await readMessaging(admin()))).toMatchObject({ chat: { host: hookUrl.slice("http://".length) } });
    const entries = await world.db.auditEntry.findMany({ where: { chainId: world.workspaceId } });
    expect(JSON.stringify(entries.map(({ body }) => body))).not.toContain("s3cret");
    value(await testMessaging(admin(), "chat"));
    value(await testMessaging(admin(), "webhook"));
    await runDueJobs(world.db, testNow);
    const [chat, hooked] = [
      posted.find(({ path }) => path === "/chat/s3cret"),
      posted.find(({ path }) => path === "/hook"),
    ];
    expect(JSON.parse(chat?.body ?? "{}")).toEqual({ text: expect.stringContaining("Adam sent this") });
    expect(JSON.parse(hooked?.body ?? "{}")).toMatchObject({ kind: "test", run: null, subject: "A test from Gonogo" });
    const { secret } = value(await readWebhookSecret(admin()));
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(`${hooked?.headers["gonogo-signature"]}`) ?? [];
    expect(createHmac("sha256", secret).update(`${seconds}.${hooked?.body}`).digest("hex")).toBe(signature);
    expect(hooked?.headers["idempotency-key"]).toBe(JSON.parse(hooked?.body ?? "{}").id);
  });

  it("are signed anew after a new secret", async () => {
    const before = value(await readWebhookSecret(admin())).secret;
    value(await changeMessaging(admin(), { newSecret: true }));
    expect(value(await readWebhookSecret(admin())).secret).not.toBe(before);
  });

  it("refuse a way that is not set up, and whoever is no admin", async () => {
    value(await changeMessaging(admin(), { chatUrl: null }));
    expect(await testMessaging(admin(), "chat")).toMatchObject({ code: "conflict" });
    expect(await changeMessaging(as(world, world.people.member), { chatUrl: hookUrl })).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("what opens something", () => {
  it("is sealed until it is sent: an invitation", async () => {
    const made = value(await invite(admin(), { email: "new@example.test", roles: ["member"] }, proveNothing));
    expect(made.mailed).toBe(true);
    const before = await world.db.message.findFirstOrThrow({ where: { kind: "invitation" } });
    expect(
      JSON.stringify({ ...before, sealedBody: Buffer.from(before.sealedBody ?? []).toString("latin1") }),
    ).not.toContain(made.url);
    await runDueJobs(world.db, testNow);
    expect(readable(mail.mails[0] ?? { from: "", to: [], source: "" })).toContain(made.url);
    expect(await world.db.message.findUnique({ where: { id: before.id } })).toMatchObject({
      state: "sent",
      body: null,
      sealedBody: null,
    });
  });

  it("comes to whoever has the address, once in five minutes, and to nobody else: a new password", async () => {
    const ask = (email: string) =>
      askPasswordReset({ db: world.db, now: testNow }, email, {
        address: "10.0.0.1",
        userAgent: null,
        device: undefined,
      });
    await world.db.person.update({ where: { id: world.people.member.id }, data: { passwordHash: "a hash" } });
    // The lead has none: they come by single sign-on.
    const { member, lead } = world.people;
    for (const email of [member.email, member.email, lead.email, "nobody@example.test"])
      expect(await ask(email)).toEqual({ ok: true, value: null });
    await runDueJobs(world.db, testNow);
    expect(mail.mails.map(({ to }) => to)).toEqual([[world.people.member.email]]);
    expect(readable(mail.mails[0] ?? { from: "", to: [], source: "" })).toMatch(/\/reset\/[\w-]{43}/);
  });
});

it("asks by mail for a signature, in a real run; in a rehearsal it would have", async () => {
  const templateId = await createTemplate(world);
  const lead = as(world, world.people.lead);
  for (const rehearsal of [false, true]) {
    const started = await startRun(lead, {
      templateId,
      name: rehearsal ? "Dry run" : "Ledger",
      environment: "production",
      targetAt: null,
      rehearsal,
      roster: { "Engineering Lead": [world.people.member.email] },
    });
    value(await nudgeSigners(lead, value(started).id, "engineering"));
  }
  await runDueJobs(world.db, testNow);
  expect(mail.mails.map(({ to }) => to)).toEqual([[world.people.member.email]]);
  expect(readable(mail.mails[0] ?? { from: "", to: [], source: "" })).toContain("Ledger waits for your answer");
  expect(value(await listMessages(admin(), { limit: 200, state: "withheld" })).items).toContainEqual(
    expect.objectContaining({ kind: "nudge", run: "Dry run" }),
  );
});
