import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { addComment } from "@/lib/data/comment.write";
import { readCopyFaults } from "@/lib/data/copy-fault.read";
import { checkpointFile } from "@/lib/storage/checkpoint-file";
import { putObject } from "@/lib/storage/s3-put";
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

it("is refused with a wrong secret, which admins see until it is right again", async () => {
  await say("again");
  s3.expect("another secret");
  await round(2);
  await round(3);
  const why = "it answered 403 SignatureDoesNotMatch";
  const fault = { place: "s3://bucket/history", why, since: later(2).toISOString() };
  expect(await readCopyFaults(world.db)).toEqual([fault]);
  expect(logged).toHaveBeenCalledWith(expect.stringContaining(why));
  expect(Object.keys(await s3.objects())).not.toContain("history/checkpoint-000000003.json");
  s3.expect(secret);
  await round(4);
  expect(await readCopyFaults(world.db)).toEqual([]);
  expect((await s3.objects())["history/checkpoint-000000003.json"]).toBe(lines()[2]);
});

it("says that the bucket isn't there, and that nobody answers", async () => {
  await expect(putObject("elsewhere", "key", "{}")).rejects.toThrow("it answered 404 NoSuchBucket");
  await s3.close();
  await say("and again");
  await round(5);
  expect((await readCopyFaults(world.db))[0]?.why).toMatch(/^fetch failed \(ECONNREFUSED\)/);
  s3 = await startS3("bucket", secret);
});
