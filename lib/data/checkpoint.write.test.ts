import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { copyTargets, sendCopies } from "@/lib/storage/checkpoint-copy";
import { checkpointFile } from "@/lib/storage/checkpoint-file";
import { installationKey, publicKeys, rotateKey } from "@/lib/storage/signing-key";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { rewriteChain } from "@/scripts/attack/rewrite";
import { testDatabase } from "@/scripts/test/database";
import { readAlarm } from "./audit-alarm.read";
import { watchAudit } from "./audit-watch.write";
import { readAnchors } from "./checkpoint.read";
import { withCheckpointLock, writeCheckpoint } from "./checkpoint.write";
import { addComment } from "./comment.write";
import { readCopyFaults } from "./copy-fault.read";
import { noteCopyFaults } from "./copy-fault.write";
import { type Database, openDatabase } from "./database";
import { readSystemState } from "./system.read";
import { verifyChains } from "./verify.read";

let world: World;
let superuser: Database;
let runId: string;
const folder = mkdtempSync(path.join(tmpdir(), "gonogo-checkpoint-"));

beforeAll(async () => {
  const urls = await testDatabase();
  world = await createWorld(urls.app);
  superuser = openDatabase(urls.superuser, 2);
  runId = await createRun(world, await createTemplate(world));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([world.db.$disconnect(), superuser.$disconnect()]);
});

const say = async (words: string) =>
  value(await addComment(as(world, world.people.lead), runId, "backup-taken", words));
const lines = () => readFileSync(checkpointFile(), "utf8").trimEnd().split("\n");

it("writes one line per round in which something moved, and one of several instances writes it", async () => {
  expect(await writeCheckpoint(world.db, testNow)).toBe(1);
  expect(await writeCheckpoint(world.db, testNow)).toBeNull();
  for (let number = 2; number < 6; number += 1) {
    await say(`Word ${number}`);
    const rounds = await Promise.all(Array.from({ length: 6 }, () => writeCheckpoint(world.db, testNow)));
    expect(rounds.filter((round) => round !== null)).toEqual([number]);
  }
  expect(lines()).toHaveLength(5);
  expect(await readAnchors()).toMatchObject({ checkpoints: 5, faults: [] });
});

it("keeps its key to itself", async () => {
  const { signer, keys } = await installationKey(testNow);
  expect(statSync(path.join(path.dirname(checkpointFile()), "checkpoint.key")).mode & 0o777).toBe(0o600);
  expect(keys.map(({ keyId }) => keyId)).toEqual([signer.keyId]);
  expect(JSON.stringify(keys) + lines().join()).not.toContain("PRIVATE");
});

it("goes on with a new key that the old one vouches for", async () => {
  const [before] = await publicKeys();
  const { from, to } = await withCheckpointLock(world.db, () => rotateKey(testNow));
  expect(from).toBe(before?.keyId);
  await say("Under the new key");
  await writeCheckpoint(world.db, testNow);
  for (const pinned of [undefined, from, to]) expect((await readAnchors({ pinned })).faults).toEqual([]);
  expect((await readAnchors({ pinned: "ed25519-other" })).faults.length).toBeGreaterThan(0);
});

it("finds a history rewritten from end to end, hashes and head included", async () => {
  expect((await verifyChains(world.db, await readAnchors())).faults).toEqual([]);
  const undo = await rewriteChain(superuser, runId, 3);
  // The chain alone can't tell.
  expect((await verifyChains(world.db)).faults).toEqual([]);
  const { faults } = await verifyChains(world.db, await readAnchors());
  expect(faults).toEqual([expect.stringMatching(new RegExp(`${runId}.*at entry 3: it was rewritten`))]);
  const alarm = await watchAudit(world.db, testNow, proofProblem);
  expect(alarm.faults).toEqual(faults);
  expect(await readAlarm(world.db, world.workspaceId)).toMatchObject({ faults, since: testNow.toISOString() });
  expect((await readAlarm(world.db, world.people.stranger.workspaceId)).faults).toEqual([]);
  await undo();
  expect((await watchAudit(world.db, testNow, proofProblem)).faults).toEqual([]);
  const told = await world.db.auditEntry.findMany({ where: { chainId: world.workspaceId }, orderBy: { seq: "asc" } });
  expect(told.map(({ body }) => JSON.parse(body).action).filter((action) => action.startsWith("audit."))).toEqual([
    "audit.alarm",
    "audit.alarm_over",
  ]);
});

it("reads the whole history in small looks, and begins anew", async () => {
  const undo = await rewriteChain(superuser, runId, 2);
  const looks = [];
  for (let look = 0; look < 8; look += 1)
    looks.push((await watchAudit(world.db, testNow, proofProblem, 1)).faults.length);
  expect(Math.max(...looks)).toBe(1);
  await undo();
  for (let look = 0; look < 8; look += 1) await watchAudit(world.db, testNow, proofProblem, 1);
  expect((await readAlarm(world.db)).faults).toEqual([]);
});

it.each<[string, (lines: string[]) => string[]]>([
  ["a line taken out", (all) => all.toSpliced(1, 1)],
  ["the first line taken out", (all) => all.slice(1)],
  ["two lines swapped", (all) => [all[1] ?? "", all[0] ?? "", ...all.slice(2)]],
  ["a head changed", (all) => [all[0]?.replace(/"seq":1/, '"seq":2') ?? "", ...all.slice(1)]],
  ["a payload changed", (all) => [all[0]?.replace(/"payload":"ey/, '"payload":"eyAg') ?? "", ...all.slice(1)]],
  ["a line half written", (all) => [...all, all[0]?.slice(0, 100) ?? ""]],
])("finds in the file %s", async (_, tamper) => {
  const file = path.join(folder, "copy.jsonl");
  writeFileSync(file, `${lines().join("\n")}\n`);
  expect((await readAnchors({ file })).faults).toEqual([]);
  writeFileSync(file, `${tamper(lines()).join("\n")}\n`);
  expect((await readAnchors({ file })).faults.length).toBeGreaterThan(0);
});

it("tells admins where copies fail, since when and why, until they succeed", async () => {
  const fault = (why: string) => ({ place: "s3://bucket", why });
  const later = new Date(testNow.getTime() + 60_000);
  await noteCopyFaults(world.db, testNow, [fault("it answered 503"), { place: "/mnt/worm", why: "read-only" }]);
  await noteCopyFaults(world.db, later, [fault("it answered 403")]);
  const since = testNow.toISOString();
  expect(await readCopyFaults(world.db)).toEqual([{ ...fault("it answered 403"), since }]);
  expect((await readSystemState(world.db)).warnings).toContain(
    `Checkpoints aren't copied to 1 of their places, since ${since}.`,
  );
  await noteCopyFaults(world.db, later, []);
  expect(await readCopyFaults(world.db)).toEqual([]);
  expect((await readSystemState(world.db)).warnings.join()).not.toContain("copied");
});

it("hands every line to a directory and to a webhook once, and again after it was away", async () => {
  const got: string[] = [];
  let up = false;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      if (up) got.push(body);
      response.writeHead(up ? 204 : 503).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const targets = copyTargets(
    `${folder}/copies http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?secret=s3cret`,
  );
  const faults = await sendCopies(targets);
  expect(faults).toEqual([{ place: expect.stringMatching(/^http:/), why: "it answered 503" }]);
  expect(JSON.stringify(faults)).not.toContain("s3cret");
  up = true;
  expect(await sendCopies(targets)).toEqual([]);
  await sendCopies(targets);
  await new Promise((resolve) => server.close(resolve));
  expect(got).toEqual(lines());
  const kept = readdirSync(path.join(folder, "copies")).sort();
  expect(kept.map((name) => readFileSync(path.join(folder, "copies", name), "utf8").trim())).toEqual(lines());
});
