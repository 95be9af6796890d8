import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { withClient } from "../postgres/roles.ts";
import { Refusal } from "../refusal.ts";
import { copyOut } from "./copy.ts";
import { type Manifest, manifestName, sha256OfFile, tableFile } from "./manifest.ts";
import { appliedMigrations, columnsOf, tablesOf } from "./tables.ts";

type From = { ownerUrl: string; dataDirectory: string; secret: string };

/**
 * Writes tables, evidence, keys and checkpoints into a new folder, while the app may go on working. Checkpoints come
 * first and the tables as of one later moment, so that no checkpoint has seen more than the tables hold.
 */
export async function writeBackup(
  from: From,
  target: string,
  now: Date,
): Promise<{ manifest: Manifest; sha256: string }> {
  if (existsSync(target)) throw new Refusal(`${target} is there already.`, "Name a folder that isn't there yet.");
  const folder = `${target}.part`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, "tables"), { recursive: true, mode: 0o700 });
  const manifest: Manifest = {
    format: "gonogo-backup/1",
    at: now.toISOString(),
    migrations: [],
    tables: {},
    files: {},
    missing: [],
  };
  const note = async (name: string) => {
    const file = path.join(folder, name);
    manifest.files[name] = { size: (await stat(file)).size, sha256: await sha256OfFile(file) };
  };
  await writeFile(path.join(folder, "secret"), from.secret, { mode: 0o600 });
  await note("secret");
  for (const name of await filesBelow(path.join(from.dataDirectory, "audit"))) await take("audit", name);
  const blobs = await withClient(from.ownerUrl, (client) => copyTables(client, folder, manifest));
  for (const name of Object.keys(manifest.tables)) await note(tableFile(name));
  for (const key of blobs) {
    if (existsSync(path.join(from.dataDirectory, "evidence", key))) await take("evidence", key);
    else manifest.missing.push(key);
  }
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(path.join(folder, manifestName), text, { mode: 0o600 });
  await rename(folder, target);
  const sha256 = createHash("sha256").update(text).digest("hex");
  await withClient(from.ownerUrl, (client) => recordBackup(client, now, sha256));
  return { manifest, sha256 };

  async function take(part: string, name: string): Promise<void> {
    const place = path.join(folder, part, name);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    await copyFile(path.join(from.dataDirectory, part, name), place);
    await note(`${part}/${name}`);
  }
}

/** Every table as of one moment; gives the keys of the evidence they name. */
async function copyTables(client: pg.Client, folder: string, manifest: Manifest): Promise<string[]> {
  await client.query("begin isolation level repeatable read read only");
  manifest.migrations = await appliedMigrations(client);
  for (const table of await tablesOf(client)) {
    const columns = await columnsOf(client, table);
    const file = createWriteStream(path.join(folder, tableFile(table)), { mode: 0o600 });
    const sql = `copy ${client.escapeIdentifier(table)} (${columns.map(client.escapeIdentifier).join(", ")}) to stdout`;
    const rows = await copyOut(client, sql, async (chunk) => {
      if (!file.write(chunk)) await once(file, "drain");
    });
    file.end();
    await once(file, "close");
    manifest.tables[table] = { columns, rows };
  }
  const { rows } = await client.query<{ key: string }>(
    "select blob_key as key from evidence where blob_key is not null order by 1",
  );
  await client.query("commit");
  return rows.map(({ key }) => key);
}

/** So that the app can tell when a backup is missing. */
async function recordBackup(client: pg.Client, now: Date, sha256: string): Promise<void> {
  const value = JSON.stringify({ at: now.toISOString(), sha256 });
  await client.query(
    `insert into instance_setting (key, value) values ('backup', $1)
     on conflict (key) do update set value = excluded.value`,
    [value],
  );
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".part"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"));
}
