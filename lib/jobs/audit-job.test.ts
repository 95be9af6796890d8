import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { addComment } from "@/lib/data/comment.write";
import { readCopyFaults } from "@/lib/data/copy-fault.read";
import { sendCopies } from "@/lib/storage/checkpoint-copy";
import { checkpointFile } from "@/lib/storage/checkpoint-file";
import { OtherObject, putObject } from "@/lib/storage/s3-put";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type S3Server, startS3 } from "@/scripts/test/s3-server";
import { runAuditJob } from "./audit-job";

const secret = "a secret+with/signs=that need care";
let world: World;
let s3: S3Server;
let runId: string;

beforeAll(async () => {
  s3 = await startS3("bucket", secret);
  const urls = await testDatabase();
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: s3.keyId,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_ENDPOINT_URL: s3.url,
    AWS_REGION: "eu-central-1",
    GONOGO_CHECKPOINT_COPIES: "s3://bucket/history",
  });
  world = await createWorld(urls.app);
  runId = await createRun(world, await createTemplate(world));
});
afterAll(async () => {
  await world.db.$disconnect();
  await s3.close();
});
const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
afterEach(() => logged.mockClear());

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const round = (minutes: number) => runAuditJob(world.db, later(minutes));
const say = async (words: string) =>
  value(await addComment(as(world, world.people.lead), runId, "backup-taken", words));
const lines = () => readFileSync(checkpointFile(), "utf8").trimEnd().split("\n");

it("puts every checkpoint into the bucket, signed so that a server that checks takes it", async () => {
  await round(0);
  await say("once more: é, +, = and 漢");
  await round(1);
  expect(await s3.objects()).toEqual({
    "history/checkpoint-000000001.json": lines()[0],
    "history/checkpoint-000000002.json": lines()[1],
  });
  expect(await readCopyFaults(world.db)).toEqual([]);
  expect(logged).not.toHaveBeenCalled();
});

it("signs names of every kind as the server reads them", async () => {
  const key = "a folder/é + 漢 = (1)*'!~.json";
  await putObject("bucket", key, "{}");
  expect((await s3.objects())[key]).toBe("{}");
});

it("never writes over another checkpoint of the same number, which a restore may have lost here", async () => {
  await putObject("bucket", "kept.json", "{}");
  await putObject("bucket", "kept.json", "{}");
  await expect(putObject("bucket", "kept.json", "[]")).rejects.toThrow(OtherObject);
  await putObject("bucket", "history/checkpoint-000000003.json", "seen before the restore");
  await say("after it");
  await round(2);
  expect((await readCopyFaults(world.db))[0]?.why).toMatch(/^another checkpoint 3 is there already/);
  expect((await s3.objects())["history/checkpoint-000000003.json"]).toBe("seen before the restore");
  await s3.remove("history/checkpoint-000000003.json");
  await round(3);
  expect(await readCopyFaults(world.db)).toEqual([]);
});

it("asks a place that hangs once, not again with every round", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const answers = Promise.withResolvers<void>();
  let asked = 0;
  const send = () => {
    asked += 1;
    return answers.promise;
  };
  const place = { name: "/mnt/hangs", send };
  const first = sendCopies([place]);
  await vi.waitUntil(() => asked === 1);
  await vi.advanceTimersByTimeAsync(20_000);
  vi.useRealTimers();
  expect(await first).toEqual([{ place: "/mnt/hangs", why: "it doesn't answer" }]);
  expect(await sendCopies([place])).toEqual([{ place: "/mnt/hangs", why: "it still doesn't answer" }]);
  expect(asked).toBe(1);
  answers.resolve();
  await vi.waitUntil(async () => (await sendCopies([place])).length === 0);
  expect(asked).toBeGreaterThan(1);
});

it("is refused with a wrong secret, which admins see until it is right again", async () => {
  await say("again");
  s3.expect("another secret");
  await round(4);
  await round(5);
  const why = "it answered 403 SignatureDoesNotMatch";
  const fault = { place: "s3://bucket/history", why, since: later(4).toISOString() };
  expect(await readCopyFaults(world.db)).toEqual([fault]);
  expect(logged).toHaveBeenCalledWith(expect.stringContaining(why));
  expect(Object.keys(await s3.objects())).not.toContain("history/checkpoint-000000004.json");
  s3.expect(secret);
  await round(6);
  expect(await readCopyFaults(world.db)).toEqual([]);
  expect((await s3.objects())["history/checkpoint-000000004.json"]).toBe(lines()[3]);
});

it("says that the bucket isn't there, and that nobody answers", async () => {
  await expect(putObject("elsewhere", "key", "{}")).rejects.toThrow("it answered 404 NoSuchBucket");
  await s3.close();
  await say("and again");
  await round(7);
  expect((await readCopyFaults(world.db))[0]?.why).toMatch(/^fetch failed \(ECONNREFUSED\)/);
  s3 = await startS3("bucket", secret);
});
