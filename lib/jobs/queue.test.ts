import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { auditWorkspace } from "@/lib/data/audit.write";
import { type Database, openDatabase } from "@/lib/data/database";
import { cancelJob, endJob, enqueue, pruneJobs, takeJobs } from "@/lib/data/job.write";
import { transact } from "@/lib/data/transact";
import { type JobLane, jobAttempts, jobLeaseMs } from "@/lib/domain/job";
import { accept, refuse } from "@/lib/domain/refusal";
import { createWorld, testNow, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import type { JobHandlers } from "./handler";
import { jobHandlers } from "./handlers";
import { runDueJobs } from "./run-job";
import { ensureRepeating } from "./worker";

let world: World;
let other: Database;
let url: string;
const ran: string[] = [];
let fails = 0;

/** The real handlers, with one that notes what it is given. */
const handlers: JobHandlers = {
  ...jobHandlers,
  "evidence.reopen": {
    run: async (_, { since }) => {
      if (fails-- > 0) throw new Error("the peer is away");
      ran.push(since);
    },
  },
};

const after = (ms: number) => new Date(testNow.getTime() + ms);
const job = (key: string, ms = 0) =>
  ({ name: "evidence.reopen", key, at: after(ms), payload: { since: after(ms).toISOString() } }) as const;
const rows = () => world.db.job.findMany({ orderBy: [{ key: "asc" }, { name: "asc" }] });

beforeAll(async () => {
  url = (await testDatabase()).app;
  world = await createWorld(url);
  other = openDatabase(url, 4);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
beforeEach(async () => {
  ran.length = 0;
  fails = 0;
  await world.db.job.deleteMany();
});
afterAll(() => Promise.all([world.db.$disconnect(), other.$disconnect()]));

it("runs what is due at its time and nothing before", async () => {
  await enqueue(world.db, job("a", 60_000));
  expect(await runDueJobs(world.db, after(59_999), handlers)).toBe(0);
  expect(await runDueJobs(world.db, after(60_000), handlers)).toBe(1);
  expect(await runDueJobs(world.db, after(90_000), handlers)).toBe(0);
  expect(ran).toEqual([after(60_000).toISOString()]);
});

it("adds a job once for its key, moves one that waits, and knows one that is done", async () => {
  await enqueue(world.db, job("a", 1_000));
  await enqueue(world.db, job("a", 5_000));
  expect(await runDueJobs(world.db, after(4_000), handlers)).toBe(0);
  expect(await runDueJobs(world.db, after(5_000), handlers)).toBe(1);
  await enqueue(world.db, job("a", 6_000));
  expect(await runDueJobs(world.db, after(9_000), handlers)).toBe(0);
  await pruneJobs(world.db, after(31 * 86_400_000));
  expect(await rows()).toEqual([]);
});

it("is there together with its audit entry, or not at all", async () => {
  const both = (then: ReturnType<typeof refuse> | ReturnType<typeof accept<null>>) =>
    transact({ db: world.db, now: testNow }, async (tx) => {
      await enqueue(tx, job("a"));
      await auditWorkspace(tx, null, world.workspaceId, testNow, {
        action: "test",
        subject: { kind: "workspace", key: world.workspaceId },
      });
      return then;
    });
  await both(refuse("conflict", "No."));
  expect(await rows()).toHaveLength(0);
  expect(await world.db.auditEntry.count()).toBe(0);
  await both(accept(null));
  expect(await rows()).toHaveLength(1);
  expect(await world.db.auditEntry.count()).toBe(1);
});

it("takes a job back", async () => {
  await enqueue(world.db, job("a"));
  expect(await cancelJob(world.db, "evidence.reopen", "a")).toBe(true);
  expect(await cancelJob(world.db, "evidence.reopen", "a")).toBe(false);
  expect(await runDueJobs(world.db, testNow, handlers)).toBe(0);
});

it("runs each of 200 jobs once between four takers of two instances", async () => {
  for (let n = 0; n < 200; n += 1) await enqueue(world.db, job(`n${n}`, -n));
  const counts = await Promise.all([world.db, other, world.db, other].map((db) => runDueJobs(db, testNow, handlers)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(200);
  expect(new Set(ran).size).toBe(200);
  expect(ran).toHaveLength(200);
});

it("tries again with growing distance, then gives up and says why", async () => {
  fails = Number.POSITIVE_INFINITY;
  await enqueue(world.db, job("a"));
  await runDueJobs(world.db, testNow, handlers);
  expect(await runDueJobs(world.db, after(4_999), handlers)).toBe(0);
  expect(await runDueJobs(world.db, after(5_000), handlers)).toBe(1);
  for (let hour = 1; hour <= jobAttempts; hour += 1) await runDueJobs(world.db, after(hour * 3_600_000), handlers);
  expect(await rows()).toMatchObject([{ state: "failed", attempts: jobAttempts, lastError: "the peer is away" }]);
});

it("does work anew that was called back while somebody was at it", async () => {
  await enqueue(world.db, job("a"));
  const [taken] = await takeJobs(world.db, testNow, { rest: 1 });
  await enqueue(world.db, job("a", 1_000));
  if (taken) await endJob(world.db, taken, { state: "done", at: testNow });
  expect(await runDueJobs(world.db, after(1_000), handlers)).toBe(1);
});

it("takes the oldest of each lane past what waits in the others, as many as there is room for", async () => {
  const payload = { messageId: crypto.randomUUID(), queuedAt: testNow.toISOString() };
  const message = (key: string, lane: JobLane, ms: number) =>
    enqueue(world.db, { name: "message.send", key, at: after(ms), payload, lane });
  for (const [n, key] of ["a", "b", "c"].entries()) await message(key, "mail", n - 9_000);
  await message("page", "urgent mail", -1);
  await enqueue(world.db, job("rest"));
  const taken = async (room: Partial<Record<JobLane, number>>) =>
    (await takeJobs(world.db, testNow, room)).map(({ key, lane }) => [key, lane]);
  expect(await taken({ "urgent mail": 2, mail: 2, rest: 1 })).toEqual([
    ["a", "mail"],
    ["b", "mail"],
    ["page", "urgent mail"],
    ["rest", "rest"],
  ]);
  expect(await taken({ "urgent mail": 2 })).toEqual([]);
  expect(await taken({ mail: 2 })).toEqual([["c", "mail"]]);
});

it("leaves work of another release to that release", async () => {
  await world.db.job.create({ data: { name: "later.release", key: "a", payload: {}, runAt: testNow } });
  await runDueJobs(world.db, testNow, handlers);
  expect(await rows()).toMatchObject([{ state: "waiting", lastError: "No handler for later.release." }]);
});

it("begins what repeats itself once, and keeps its place over restarts", async () => {
  await ensureRepeating(world.db, testNow);
  await runDueJobs(world.db, testNow);
  const [evidence] = await rows();
  await Promise.all([world.db, other].map((db) => ensureRepeating(db, after(1_000))));
  expect(await rows()).toHaveLength(4);
  expect((await rows())[0]?.payload).toEqual(evidence?.payload);
  expect((await rows())[0]?.runAt).toEqual(after(1_000));
});

it("takes over from an instance that was killed with -9, when its lease ends", async () => {
  await enqueue(world.db, job("a"));
  const holder = spawn(process.execPath, ["--import", "tsx", script, url, testNow.toISOString()]);
  expect(await firstLine(holder)).toBe("took 1");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  expect(await runDueJobs(other, after(jobLeaseMs - 1), handlers)).toBe(0);
  expect(await runDueJobs(other, after(jobLeaseMs), handlers)).toBe(1);
  expect(await rows()).toMatchObject([{ state: "done", attempts: 2 }]);
});

const script = path.resolve("prisma/factories/job-holder.ts");

async function firstLine(process: ChildProcess): Promise<string> {
  let text = "";
  process.stderr?.on("data", (chunk) => (text += chunk));
  process.stdout?.on("data", (chunk) => (text += chunk));
  while (!text.includes("\n")) await Promise.race([once(process.stdout ?? process, "data"), once(process, "exit")]);
  return text.trim();
}
