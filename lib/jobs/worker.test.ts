import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "@/lib/data/database";
import { startEscalation } from "@/lib/data/escalation.write";
import { queueMessages } from "@/lib/data/message.write";
import { changeMessaging } from "@/lib/data/message-setting.write";
import { startRun } from "@/lib/data/run.write";
import { fireTrigger } from "@/lib/data/trigger.write";
import { smallDocument } from "@/prisma/factories/document";
import { as, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { jobHandlers } from "./handlers";
import { createWorker, type Worker } from "./worker";

/** A mail server that takes connections and never says a word; and a webhook that works. */
let silent: net.Server;
const connected: net.Socket[] = [];
let gone = false;
let hook: http.Server;
let told: { kind: string; at: string }[] = [];
let world: World;
let other: Database;
let workers: Worker[];
let runId: string;
let templateId: string;

beforeAll(async () => {
  silent = net.createServer((socket) => {
    socket.on("error", () => undefined);
    if (gone) return socket.destroy();
    connected.push(socket);
    silent.emit("called");
  });
  hook = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    told.push(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    response.end("ok");
  });
  for (const server of [silent, hook]) await once(server.listen(0, "127.0.0.1"), "listening");
  const port = (server: net.Server) => (server.address() as AddressInfo).port;
  const urls = await testDatabase();
  Object.assign(process.env, {
    GONOGO_SMTP_URL: `smtp://127.0.0.1:${port(silent)}`,
    GONOGO_WEBHOOK_PRIVATE_HOSTS: "127.0.0.1",
  });
  world = await createWorld(urls.app);
  other = openDatabase(urls.app, 8);
  value(await changeMessaging(as(world, world.people.admin), { webhookUrl: `http://127.0.0.1:${port(hook)}/page` }));
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
          { kind: "contact", name: "Primary", channel: "primary@example.test", tier: 1 },
          { kind: "contact", name: "Second", channel: "second@example.test", tier: 2 },
          { kind: "trigger", key: "errors", title: "Error rate above 5 %", tier: "rollback" },
        ],
      },
    ],
  });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
beforeEach(async () => {
  await world.db.job.deleteMany();
  told = [];
  gone = false;
  workers = [world.db, other].map((db) => createWorker(db, jobHandlers));
  const about = { templateId, name: "Ledger", environment: "production", targetAt: null };
  runId = value(await startRun(lead(), about)).id;
});
afterAll(async () => {
  await Promise.all([world.db.$disconnect(), other.$disconnect()]);
  for (const server of [silent, hook]) server.close();
});

const lead = () => as(world, world.people.lead);
const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
async function take(now: Date): Promise<void> {
  await Promise.all(workers.map((worker) => worker.keep(now)));
  await Promise.all(workers.map((worker) => worker.take(now)));
}
/** Both look for work again and again, as every second, until something came of it. */
const rounds = (now: Date, holds: () => void | Promise<void>) =>
  vi.waitFor(
    async () => {
      await take(now);
      await holds();
    },
    { timeout: 9_000 },
  );
/** The mail server hangs up on everybody, from now on at once; so that nothing is in hand any more. */
async function hangUp() {
  gone = true;
  for (const socket of connected.splice(0)) socket.destroy();
  await Promise.all(workers.map((worker) => worker.idle()));
}
const until = async (server: net.Server, event: string, holds: () => boolean) => {
  while (!holds()) await once(server, event);
};

async function announce(count: number) {
  const to = Array.from({ length: count }, (_, n) => ({
    kind: "announcement" as const,
    channel: "mail" as const,
    recipient: `n${n}@example.test`,
    subject: "We deploy",
    body: "We deploy.",
    key: `${runId} ${n}`,
  }));
  const sender = { workspaceId: world.workspaceId, byId: null, now: testNow };
  await world.db.$transaction((tx) => queueMessages(tx, sender, to));
}
async function outcomes(kind: string): Promise<string[]> {
  const rows = await world.db.message.findMany({ where: { runId, kind }, orderBy: { channel: "asc" } });
  return rows.map(({ channel, state }) => `${channel} ${state}`);
}
const tried = async (kind: string) =>
  world.db.message.count({ where: { kind, channel: "mail", attempts: { gt: 0 }, OR: [{ runId }, { runId: null }] } });

it("pages and alerts at once past a mail server that hangs with a hundred announcements in hand", async () => {
  await announce(100);
  await take(testNow);
  await until(silent, "called", () => connected.length >= 6);
  // Both instances are full of announcements, and every other way is free.
  value(await startEscalation(lead(), runId, { subject: "Payments time out", waitMinutes: 5 }));
  value(await fireTrigger(lead(), runId, "errors", {}));
  await rounds(later(0.1), () => expect(told).toHaveLength(2));
  expect(told.map(({ kind }) => kind).toSorted()).toEqual(["page", "rollback"]);
  expect(await tried("announcement")).toBeLessThan(100);
  // The page's own mail is tried, too, instead of waiting for its turn behind a hundred.
  await rounds(later(0.1), async () => expect(await tried("page")).toBe(1));
  // The first tier had its page by the webhook: the second follows in time, though its mail still hangs.
  await rounds(later(0.1), async () => expect(await outcomes("page")).toEqual(["mail queued", "webhook sent"]));
  await rounds(later(0.1), async () => expect(await outcomes("rollback")).toEqual(["webhook sent"]));
  await rounds(later(5), () => expect(told).toHaveLength(3));
  expect(told.at(-1)).toMatchObject({ kind: "page", subject: expect.stringContaining("Tier 2") });
  await hangUp();
});

it("doesn't page the next tier before the page of the first has left or failed", async () => {
  const admin = as(world, world.people.admin);
  value(await changeMessaging(admin, { webhookUrl: null }));
  value(await startEscalation(lead(), runId, { subject: "Payments time out", waitMinutes: 5 }));
  await take(testNow);
  await until(silent, "called", () => connected.length >= 1);
  await take(later(5));
  await take(later(5.5));
  expect(await outcomes("page")).toEqual(["mail queued"]);
  await hangUp();
  await rounds(later(5.6), async () => expect(await outcomes("page")).toHaveLength(2));
  await hangUp();
});

it("pages the next tier all the same once a page has been stuck for long", async () => {
  value(await startEscalation(lead(), runId, { subject: "Payments time out", waitMinutes: 5 }));
  await world.db.job.deleteMany({ where: { name: "message.send" } });
  await take(later(9));
  await Promise.all(workers.map((worker) => worker.idle()));
  expect(await outcomes("page")).toHaveLength(1);
  await rounds(later(11), async () => expect(await outcomes("page")).toHaveLength(2));
  await hangUp();
});
