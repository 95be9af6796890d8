import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accept } from "@/lib/domain/refusal";
import { localStorage } from "@/lib/storage/local";
import { signAsBefore } from "@/prisma/factories/first-signature";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { openCeremony } from "./ceremony.write";
import { addComment } from "./comment.write";
import { type Database, openDatabase } from "./database";
import { addEvidence } from "./evidence.write";
import { signStatement } from "./signature.write";
import { verifyChains, verifyContents } from "./verify.read";

const directory = mkdtempSync(path.join(tmpdir(), "gonogo-verify-"));
const storage = localStorage(directory);
let world: World;
let owner: Database;
let runId: string;
let blobKey: string;

beforeAll(async () => {
  const urls = await testDatabase();
  world = await createWorld(urls.app);
  owner = openDatabase(urls.owner, 1);
  runId = await createRun(world, await createTemplate(world));
  const ctx = as(world, world.people.lead);
  for (const words of ["First", "Second", "Third"]) value(await addComment(ctx, runId, "backup-taken", words));
  async function* bytes() {
    yield new TextEncoder().encode("the log");
  }
  const blob = await storage.put(bytes(), 100);
  if (!blob) throw new Error("not stored");
  blobKey = blob.key;
  const { sha256, size } = blob;
  value(
    await addEvidence(ctx, runId, "backup-taken", {
      kind: "file",
      title: "Log",
      blobKey,
      sha256,
      size,
      mime: "text/plain",
    }),
  );
});
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await Promise.all([world.db.$disconnect(), owner.$disconnect()]);
});

/** Changes what nobody may change, looks, and puts it back. */
async function tampered<T>(table: string, change: string, undo: string, look: () => Promise<T>): Promise<T> {
  await owner
    .$executeRawUnsafe(`alter table ${table} disable trigger all`)
    .catch(() => owner.$executeRawUnsafe(`alter table ${table} disable trigger user`));
  await owner.$executeRawUnsafe(change);
  try {
    return await look();
  } finally {
    await owner.$executeRawUnsafe(undo);
    await owner.$executeRawUnsafe(`alter table ${table} enable trigger user`);
  }
}

it("finds nothing wrong with what nobody touched", async () => {
  expect(await verifyChains(world.db)).toMatchObject({ checked: { histories: 3, entries: 5 }, faults: [] });
  expect(await verifyContents(world.db, storage)).toEqual({
    checked: { versions: 1, signatures: 0, files: 1 },
    faults: [],
  });
});

it.each([
  [
    "a body",
    "audit_entry",
    "update audit_entry set body = body || ' ' where seq = 2",
    "update audit_entry set body = rtrim(body) where seq = 2",
  ],
  [
    "a time",
    "audit_entry",
    "update audit_entry set at = at + interval '1 s' where seq = 3",
    "update audit_entry set at = at - interval '1 s' where seq = 3",
  ],
  [
    "the words",
    "audit_text",
    "update audit_text set text = text || '!' where seq = 2",
    "update audit_text set text = rtrim(text, '!') where seq = 2",
  ],
  [
    "words that are gone",
    "audit_text",
    "update audit_text set chain_id = 'x' || chain_id where seq = 2",
    "update audit_text set chain_id = substr(chain_id, 2) where seq = 2",
  ],
  [
    "a number",
    "audit_entry",
    "update audit_entry set seq = 99 where seq = 4",
    "update audit_entry set seq = 4 where seq = 99",
  ],
  ["the head", "run", "update run set seq = seq - 1", "update run set seq = seq + 1"],
  [
    "whose history it is",
    "audit_entry",
    "update audit_entry set chain_id = 'x' || chain_id",
    "update audit_entry set chain_id = substr(chain_id, 2)",
  ],
])("finds a change of %s", async (_, table, change, undo) => {
  const { faults } = await tampered(table, change, undo, () => verifyChains(world.db));
  expect(faults.length).toBeGreaterThan(0);
  expect((await verifyChains(world.db)).faults).toEqual([]);
});

it("finds a document, a file's bytes and a missing file", async () => {
  const change = "update template_version set document = jsonb_set(document, '{title}', '\"Another\"')";
  const undo = "update template_version set document = jsonb_set(document, '{title}', '\"Payments release\"')";
  const look = () => verifyContents(world.db, storage);
  expect((await tampered("template_version", change, undo, look)).faults).toHaveLength(1);
  writeFileSync(path.join(directory, blobKey), "another log");
  expect((await look()).faults).toEqual([expect.stringContaining("isn't what was attached")]);
  await storage.delete(blobKey);
  expect((await look()).faults).toEqual([expect.stringContaining("is missing")]);
});

it("finds that less was asked than what somebody signed", async () => {
  const by = as(world, world.people.member);
  const asked = { decision: "approve", conditions: [], method: "password" } as const;
  const { id, sha256 } = value(await openCeremony(by, runId, "engineering", asked));
  const prove = async () => accept(null);
  value(await signStatement(by, runId, "engineering", { ceremony: id, statement: sha256 }, prove));
  await signAsBefore(by, runId, "engineering");
  const look = async () =>
    (await verifyContents(world.db, storage)).faults.filter((fault) => fault.startsWith("What the signature"));
  expect(await look()).toEqual([]);
  const set = (severity: string) =>
    `update signature set leaves = jsonb_set(leaves, '{0,terms,severity}', '"${severity}"') where leaves->0 ? 'terms'`;
  expect(await tampered("signature", set("low"), set("critical"), look)).toHaveLength(1);
  const revise = (by: string) =>
    `update signature set leaves = jsonb_set(leaves, '{0,revision}', '${by}') where not leaves->0 ? 'terms'`;
  expect(await tampered("signature", revise("7"), revise("0"), look)).toHaveLength(1);
});
