import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readBackupState } from "@/lib/data/backup.read";
import { readAnchors } from "@/lib/data/checkpoint.read";
import { writeCheckpoint } from "@/lib/data/checkpoint.write";
import { type Database, openDatabase } from "@/lib/data/database";
import { addEvidence } from "@/lib/data/evidence.write";
import { draftOverride } from "@/lib/data/override.write";
import { signOverride } from "@/lib/data/override-confirm.write";
import { verifyChains } from "@/lib/data/verify.read";
import { evidenceStorage } from "@/lib/storage/evidence";
import { localStorage } from "@/lib/storage/local";
import { signedRow } from "@/prisma/factories/signature";
import {
  as,
  byPassword,
  createRun,
  createTemplate,
  createWorld,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { type Urls, withClient } from "../postgres/roles.ts";
import { rowCounts } from "../postgres/row-counts.ts";
import { createDatabase } from "../postgres/temporary.ts";
import { testDatabase } from "../test/database.ts";
import type { Manifest } from "./manifest.ts";
import { restoreBackup } from "./restore.ts";
import { tablesOf } from "./tables.ts";
import { writeBackup } from "./write.ts";

const folder = mkdtempSync(path.join(tmpdir(), "gonogo-backup-"));
const target = path.join(folder, "backup");
const now = new Date("2026-11-25T20:00:00Z");
const text = "a line with a tab\t, a backslash \\N and\na new line; é 漢 😀";
let urls: Urls;
let world: World;
let manifest: Manifest;
let blobKey: string;

beforeAll(async () => {
  urls = await testDatabase();
  world = await createWorld(urls.app);
  const runId = await createRun(world, await createTemplate(world));
  const by = as(world, world.people.lead);
  const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000).toISOString();
  const at = [runId, "backup-taken"] as const;
  value(await addEvidence(by, ...at, { kind: "note", title: "Note", text }));
  const blob = await evidenceStorage().put(bytes("the bytes of a file"), 100);
  if (!blob) throw new Error("nothing was stored");
  blobKey = blob.key;
  const file = { blobKey, sha256: blob.sha256, size: blob.size, mime: "text/plain", fileName: "a.txt" };
  value(await addEvidence(by, ...at, { kind: "file", title: "File", ...file }));
  // Given in a ceremony that is used: as new rows neither would be let in.
  await world.db.signature.create({ data: await signedRow(world.db, runId, world.people.member) });
  const drawn = value(await draftOverride(by, runId, "go-live", { reason: "It can't wait.", endsAt: later(60) }));
  value(await signOverride(by, runId, drawn.id, { statement: drawn.sha256 }, byPassword()));
  // More than one read of the connection, and of the file, holds.
  const subjects = Array.from({ length: 20_000 }, (_, n) => ({ subject: `account:${n} ${"x".repeat(n % 90)}` }));
  await world.db.signInFailure.createMany({ data: subjects });
  await writeCheckpoint(world.db, now);
  const from = { ownerUrl: urls.owner, dataDirectory: process.env.GONOGO_DATA_DIR ?? "", secret: "the secret" };
  ({ manifest } = await writeBackup(from, target, now));
});
afterAll(async () => {
  await world.db.$disconnect();
  rmSync(folder, { recursive: true, force: true });
});

async function* bytes(words: string) {
  yield new TextEncoder().encode(words);
}

/** A machine with nothing on it: a migrated database, and a data directory that isn't there. */
async function emptyMachine() {
  const { port, secrets, template } = inject("databaseServer");
  const fresh = await createDatabase(port, secrets, `restored_${Math.random().toString(36).slice(2, 10)}`, template);
  return { fresh, to: { ownerUrl: fresh.owner, dataDirectory: mkdtempSync(path.join(folder, "machine-")) } };
}

/** A digest of every table's rows, less what the backup notes about itself. */
async function contents(url: string): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    const digests: Record<string, string> = {};
    for (const table of await tablesOf(client)) {
      if (table === "instance_setting") continue;
      const name = client.escapeIdentifier(table);
      const { rows } = await client.query(
        `select md5(string_agg(t::text, E'\\n' order by t::text)) as all from ${name} t`,
      );
      digests[table] = rows[0].all;
    }
    return digests;
  });
}

async function withDatabase<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(url, 2);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

describe("a backup", () => {
  it("comes back on an empty machine: rows, evidence, histories against their checkpoints", async () => {
    const { fresh, to } = await emptyMachine();
    await restoreBackup(target, to);
    const [before, after] = [await rowCounts(urls.owner), await rowCounts(fresh.owner)];
    // The backup notes itself where it was taken.
    expect(after).toEqual({ ...before, instance_setting: manifest.tables.instance_setting?.rows });
    expect(Object.values(after).reduce((sum, rows) => sum + rows, 0)).toBeGreaterThan(30);
    const [there, here] = [await contents(urls.owner), await contents(fresh.owner)];
    expect(here).toEqual(there);
    const blob = await localStorage(path.join(to.dataDirectory, "evidence")).open(blobKey);
    expect(await new Response(blob).text()).toBe("the bytes of a file");
    await withDatabase(fresh.app, async (db) => {
      await db.signInFailure.create({ data: { subject: "account:next" } });
      expect((await db.evidence.findFirst({ where: { kind: "note" } }))?.text).toBe(text);
      const anchors = await readAnchors({ file: path.join(to.dataDirectory, "audit", "checkpoints.jsonl") });
      expect(anchors).toMatchObject({ checkpoints: 1, faults: [] });
      expect((await verifyChains(db, anchors)).faults).toEqual([]);
    });
  });

  it("is refused where something is already, and changes nothing there", async () => {
    const before = await rowCounts(urls.owner);
    const to = { ownerUrl: urls.owner, dataDirectory: path.join(folder, "never") };
    await expect(restoreBackup(target, to)).rejects.toThrow("There is something in this database already");
    expect(await rowCounts(urls.owner)).toEqual(before);
  });

  it("is refused when a byte of it changed, before anything is written", async () => {
    const { fresh, to } = await emptyMachine();
    const file = path.join(target, "tables", "person.copy");
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([whole.subarray(0, 40), Buffer.from("X"), whole.subarray(41)]));
    await expect(restoreBackup(target, to)).rejects.toThrow("tables/person.copy isn't as it was written");
    writeFileSync(file, whole);
    expect((await rowCounts(fresh.owner)).person).toBe(0);
  });

  it("that is missing or too old raises an alarm, and a new one ends it", async () => {
    const day = 86_400_000;
    expect(await readBackupState(world.db, new Date(now.getTime() + day), 48)).toEqual({
      ageSeconds: 86_400,
      fault: null,
    });
    const late = await readBackupState(world.db, new Date(now.getTime() + 3 * day), 48);
    expect(late.fault).toContain("The last backup is 72 hours old");
    expect((await readBackupState(world.db, new Date(now.getTime() + 3 * day), 0)).fault).toBeNull();
    const { fresh } = await emptyMachine();
    await withDatabase(fresh.app, async (db) => {
      expect(await readBackupState(db, now, 48)).toMatchObject({ ageSeconds: null, fault: null });
      await db.workspace.create({ data: { name: "Old", createdAt: new Date(now.getTime() - 3 * day) } });
      expect((await readBackupState(db, now, 48)).fault).toContain("No backup was ever taken");
    });
  });
});
