import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { checkDossier } from "@/lib/domain/dossier-check";
import { checkpointFile } from "@/lib/storage/checkpoint-file";
import { verifySignature } from "@/lib/storage/ed25519";
import { as, createRun, createTemplate, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { rewriteChain } from "@/scripts/attack/rewrite";
import { restoreBackup } from "@/scripts/backup/restore";
import { writeBackup } from "@/scripts/backup/write";
import type { Urls } from "@/scripts/postgres/roles";
import { createDatabase } from "@/scripts/postgres/temporary";
import { testDatabase } from "@/scripts/test/database";
import { listAudit } from "./audit.read";
import { acknowledgeLoss } from "./audit-acknowledge.write";
import { watchAudit } from "./audit-watch.write";
import { readAnchors } from "./checkpoint.read";
import { writeCheckpoint } from "./checkpoint.write";
import { addComment } from "./comment.write";
import { type Database, openDatabase } from "./database";
import { type Dossier, readDossier } from "./dossier.read";
import { readAcknowledgements } from "./loss.read";
import { verifyChains } from "./verify.read";

const folder = mkdtempSync(path.join(tmpdir(), "gonogo-acknowledge-"));
const reason = "The disk failed; the backup of noon was restored.";
const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
let urls: Urls;
/** Before the restore and after it: another database, the same data directory. */
let before: World;
let world: World;
let superuser: Database;
let runId: string;
let goneId: string;

const say = async (words: string, minutes: number, where = world) =>
  value(await addComment(as(where, where.people.lead, later(minutes)), runId, "backup-taken", words));
const faults = async () => (await verifyChains(world.db, await readAnchors())).faults;
const exported = async () => value(await readDossier(as(world, world.people.auditor, later(60)), runId));
const check = (dossier: Dossier) => checkDossier(dossier, { pinned: null, verify: verifySignature, proofProblem });
const acknowledge = (email: string, minutes: number) =>
  acknowledgeLoss({ db: world.db, now: later(minutes) }, { email, reason });

beforeAll(async () => {
  urls = await testDatabase();
  before = await createWorld(urls.app);
  world = before;
  runId = await createRun(before, await createTemplate(before));
  await say("Before the backup", 1);
  await writeCheckpoint(before.db, later(2));
  const dataDirectory = process.env.GONOGO_DATA_DIR ?? "";
  await writeBackup(
    { ownerUrl: urls.owner, dataDirectory, secret: "the secret" },
    path.join(folder, "backup"),
    later(3),
  );
  await say("Lost, as nobody saved it again", 4);
  goneId = await createRun(before, await createTemplate(before), "Begun after the backup");
  await writeCheckpoint(before.db, later(5));
  await say("Lost as well", 6);
  await writeCheckpoint(before.db, later(7));
  const { port, secrets, template } = inject("databaseServer");
  const name = `restored_${Math.random().toString(36).slice(2, 10)}`;
  const fresh = await createDatabase(port, secrets, name, template);
  await restoreBackup(path.join(folder, "backup"), { ownerUrl: fresh.owner, dataDirectory });
  world = { ...before, db: openDatabase(fresh.app, 8) };
  superuser = openDatabase(fresh.superuser, 2);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([before.db.$disconnect(), world.db.$disconnect(), superuser.$disconnect()]);
});

it("alarms after a restore, and calls nothing acknowledged by somebody who isn't an admin", async () => {
  expect((await watchAudit(world.db, later(10), proofProblem)).faults).toEqual(
    [expect.stringContaining(goneId), expect.stringContaining("checkpoint 2 has seen entry")].sort(),
  );
  expect(await acknowledge(before.people.lead.email, 11)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await faults()).toHaveLength(2);
});

it("doesn't acknowledge a history that was rewritten meanwhile", async () => {
  const undo = await rewriteChain(superuser, runId, 2);
  expect(await acknowledge(before.people.admin.email, 12)).toMatchObject({
    ok: false,
    message: expect.stringContaining("This is no restored backup"),
  });
  await undo();
});

it("ends the alarm with an admin's reason, and keeps the gap on record", async () => {
  const done = value(await acknowledge(before.people.admin.email, 13));
  const lost = done.losses.find(({ id }) => id === runId)?.lost;
  expect(lost).toMatchObject({ first: 2, last: 3 });
  expect(done.losses.map(({ id }) => id).sort()).toEqual(expect.arrayContaining([goneId, runId].sort()));
  expect(await faults()).toEqual([]);
  expect((await watchAudit(world.db, later(14), proofProblem)).faults).toEqual([]);
  const anchors = await readAnchors();
  expect(anchors.losses).toHaveLength(done.losses.length);
  expect(anchors.losses.every(({ checkpoint }) => checkpoint === done.checkpoint)).toBe(true);
  expect(await readAcknowledgements(world.db)).toContainEqual(
    expect.objectContaining({ workspace: "Payments", name: before.people.admin.name, reason }),
  );
  const page = value(await listAudit(as(world, world.people.auditor), runId, { after: 0, limit: 1, order: "desc" }));
  expect(page.items[0]).toMatchObject({
    action: "audit.acknowledged",
    text: reason,
    change: { lostEntries: { from: (lost?.after ?? 0) + 1, to: lost?.to } },
  });
});

it("stands in the dossier, for both verifiers, and can't be taken out of it", async () => {
  const dossier = await exported();
  const said = expect.stringContaining("seen by checkpoints 2 to 3; acknowledged in checkpoint");
  expect(check(dossier)).toMatchObject({ faults: [], losses: [said] });
  const without = structuredClone(dossier);
  for (const { head } of without.checkpoints) delete head.lost;
  const wider = structuredClone(dossier);
  for (const { head } of wider.checkpoints) if (head.lost) head.lost.after = 0;
  for (const one of [without, wider]) expect(check(one)?.faults).toContainEqual(checkpointFault);
  if (spawnSync("python3", ["--version"]).status !== 0) return;
  const python = [dossier, without, wider].map((one) => {
    const file = path.join(folder, "dossier.json");
    writeFileSync(file, JSON.stringify(one));
    return spawnSync("python3", [path.resolve("docs/verify_dossier.py"), file], { encoding: "utf8" }).stdout;
  });
  expect(python[0]).toContain("were lost in a restore and acknowledged");
  expect(python.map((text) => text.trim().endsWith("nothing wrong"))).toEqual([true, false, false]);
  for (const text of python.slice(1)) expect(text).toContain(": checkpoint: ");
});
const checkpointFault = expect.objectContaining({ link: "checkpoint" });

it("goes on, and has nothing more to acknowledge", async () => {
  await say("Afterwards", 20);
  await writeCheckpoint(world.db, later(21));
  expect(await faults()).toEqual([]);
  expect(await acknowledge(before.people.admin.email, 22)).toMatchObject({ ok: false, code: "conflict" });
});

it("still finds what is tampered with afterwards, before the gap and behind it", async () => {
  const entries = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  for (const seq of [1, 2, entries.length - 1, entries.length]) {
    const undo = await rewriteChain(superuser, runId, seq);
    expect([seq, (await faults()).length]).toEqual([seq, 1]);
    expect((await watchAudit(world.db, later(23), proofProblem)).faults).toHaveLength(1);
    await undo();
    expect((await watchAudit(world.db, later(24), proofProblem)).faults).toEqual([]);
  }
});

it("believes no acknowledgement that isn't in the signed root, nor one taken out of it", async () => {
  const lines = readFileSync(checkpointFile(), "utf8").trimEnd().split("\n");
  const at = lines.findIndex((line) => line.includes('"lost"'));
  const file = path.join(folder, "tampered.jsonl");
  const tampered = async (line: string) => {
    writeFileSync(file, `${lines.with(at, line).join("\n")}\n`);
    return (await verifyChains(world.db, await readAnchors({ file }))).faults;
  };
  const line = lines[at] ?? "";
  expect(await tampered(line)).toEqual([]);
  expect((await tampered(line.replace(/,"lost":\{[^}]*\}/g, ""))).join()).toContain("doesn't cover the head");
  expect((await tampered(line.replace(/"after":\d+/g, '"after":0'))).join()).toContain("doesn't cover the head");
});
