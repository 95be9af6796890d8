import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { runDueJobs } from "@/lib/jobs/run-job";
import { smallDocument } from "@/prisma/factories/document";
import { as, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type MailServer, readable, startMailServer } from "@/scripts/test/mail-server";
import { readAnnouncements } from "./announcement.read";
import { type NewAnnouncement, sendAnnouncement } from "./announcement.write";
import { startRun } from "./run.write";

let world: World;
let mail: MailServer;
let templateId: string;
let runId: string;

beforeAll(async () => {
  mail = await startMailServer();
  const urls = await testDatabase();
  Object.assign(process.env, { GONOGO_SMTP_URL: mail.url });
  world = await createWorld(urls.app);
  templateId = await createTemplate(world, {
    ...smallDocument,
    phases: [
      ...smallDocument.phases,
      {
        kind: "phase",
        key: "tell",
        title: "Tell",
        stage: "before",
        content: [
          {
            kind: "announcement",
            key: "ahead",
            title: "Planned work",
            moment: "T-24h",
            text: "{{run}} is {{verdict}}, led by {{lead}}. Questions: {{channel}}",
            audience: "@Engineering Lead, help@example.test",
          },
        ],
      },
    ],
  });
});
beforeEach(async () => {
  mail.mails.length = 0;
  await world.db.job.deleteMany();
  runId = await start(false);
});
afterAll(async () => {
  await world.db.$disconnect();
  await mail.close();
});

async function start(rehearsal: boolean) {
  const started = await startRun(lead(), {
    templateId,
    name: "Ledger",
    environment: "production",
    targetAt: new Date(testNow.getTime() + 23.5 * 3_600_000).toISOString(),
    rehearsal,
    roster: { "Engineering Lead": [world.people.member.email] },
  });
  return value(started).id;
}

const lead = (now = testNow) => as(world, world.people.lead, now);
const draftOf = async (id = runId) => value(await readAnnouncements(lead(), id)).drafts[0];
const words = (more: Partial<NewAnnouncement> = {}): NewAnnouncement => ({
  key: "ahead",
  share: null,
  title: "Planned work",
  text: "Ledger goes out tomorrow.",
  channels: ["mail"],
  people: [world.people.member.id],
  addresses: ["help@example.test"],
  incomplete: false,
  ...more,
});

it("stands ready at its moment, filled in, and says what is missing", async () => {
  expect(await draftOf()).toMatchObject({
    key: "ahead",
    status: "due",
    since: new Date(testNow.getTime() - 30 * 60_000).toISOString(),
    text: "Ledger is NO-GO, led by Leo. Questions: {{channel}}",
    missing: ["{{channel}}"],
  });
});

it("isn't sent with blanks, unless the lead says so", async () => {
  const text = "Questions: {{channel}}";
  expect(await sendAnnouncement(lead(), runId, words({ text }))).toMatchObject({
    code: "invalid_input",
    message: "Still to fill in: {{channel}}.",
  });
  expect((await sendAnnouncement(lead(), runId, words({ text, incomplete: true }))).ok).toBe(true);
});

it("goes to everybody named, once each, and is kept with its words, who sent it and how it fared", async () => {
  const row = value(await sendAnnouncement(lead(), runId, words({ channels: ["mail", "copy"] })));
  expect(row.delivery).toEqual({ queued: 2 });
  await runDueJobs(world.db, testNow);
  expect(mail.mails.map(({ to }) => to[0]).sort()).toEqual(["help@example.test", world.people.member.email].sort());
  expect(readable(mail.mails[0] ?? { from: "", to: [], source: "" })).toContain("Ledger goes out tomorrow.");
  const { drafts, sent } = value(await readAnnouncements(lead(), runId));
  expect(drafts[0]?.status).toBe("sent");
  expect(sent).toMatchObject([
    { text: "Ledger goes out tomorrow.", audience: "Mona, help@example.test", delivery: { sent: 2 } },
  ]);
  expect(sent[0]?.messages.map(({ state }) => state)).toEqual(["sent", "sent"]);
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  const actions = entries.map(({ body }) => JSON.parse(body).action);
  expect(actions.slice(-3)).toEqual(["announcement.sent", "message.sent", "message.sent"]);
  const told = await world.db.auditText.findMany({ where: { chainId: runId } });
  expect(told.map(({ text }) => text)).toContain("Ledger goes out tomorrow.");
});

it("goes once to an address, however it is spelled", async () => {
  const { email } = world.people.member;
  const spelled = (address: string) => [address, ` ${address.toUpperCase()} `, `Mona <${address}>`];
  const addresses = [...spelled("help@example.test"), ...spelled(email)];
  expect(value(await sendAnnouncement(lead(), runId, words({ addresses }))).delivery).toEqual({ queued: 2 });
  await runDueJobs(world.db, testNow);
  expect(mail.mails.map(({ to }) => to[0]).sort()).toEqual(["help@example.test", email].sort());
});

it("that was copied by hand leaves nothing in the outbox", async () => {
  const row = value(await sendAnnouncement(lead(), runId, words({ channels: ["copy"] })));
  expect(row.delivery).toEqual({});
  expect((await draftOf())?.status).toBe("sent");
});

it("of a rehearsal tells nobody", async () => {
  const rehearsal = await start(true);
  const row = value(await sendAnnouncement(lead(), rehearsal, words()));
  expect(row.delivery).toEqual({ withheld: 2 });
  await runDueJobs(world.db, testNow);
  expect(mail.mails).toEqual([]);
});

it("is refused without anybody to tell, by a way that isn't set up, and by whoever doesn't lead", async () => {
  expect(await sendAnnouncement(lead(), runId, words({ people: [], addresses: [] }))).toMatchObject({
    code: "invalid_input",
  });
  expect(
    await sendAnnouncement(lead(), runId, words({ people: [world.people.stranger.id], addresses: [] })),
  ).toMatchObject({ code: "invalid_input" });
  expect(await sendAnnouncement(lead(), runId, words({ channels: ["chat"] }))).toMatchObject({ code: "conflict" });
  expect(await sendAnnouncement(as(world, world.people.member), runId, words())).toMatchObject({ code: "forbidden" });
});
