import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { withClient } from "../postgres/roles.ts";
import { Refusal } from "../refusal.ts";
import { copyIn } from "./copy.ts";
import { type Manifest, readManifest, tableFile } from "./manifest.ts";
import { appliedMigrations, tablesOf } from "./tables.ts";

type To = { ownerUrl: string; dataDirectory: string };

/** Puts a backup back where nothing is yet: every file is compared first, all tables come in one transaction or none. */
export async function restoreBackup(folder: string, to: To): Promise<Manifest> {
  const manifest = await readManifest(folder);
  await withClient(to.ownerUrl, async (client) => {
    await refuseUnlessEmpty(client, manifest);
    await putFiles(folder, to.dataDirectory, manifest);
    await client.query("begin");
    await putTables(client, folder, manifest);
    await client.query("commit");
  });
  return manifest;
}

async function refuseUnlessEmpty(client: pg.Client, manifest: Manifest): Promise<void> {
  const here = await appliedMigrations(client);
  if (here.join() !== [...manifest.migrations].sort().join())
    throw new Refusal(
      "This Gonogo is another version than the one the backup was made with.",
      `Restore with the version whose last migration is ${manifest.migrations.at(-1)}, then start the newer one.`,
    );
  for (const table of await tablesOf(client)) {
    if (table === "instance_setting") continue;
    const { rows } = await client.query(`select 1 from ${client.escapeIdentifier(table)} limit 1`);
    if (rows.length > 0)
      throw new Refusal(
        `There is something in this database already (${table}).`,
        "Restore into an empty one: another GONOGO_DATA_DIR, or another database in DATABASE_URL.",
      );
  }
}

/** Files of the history that are there stay: checkpoints written after the backup must not be lost with it. */
async function putFiles(folder: string, dataDirectory: string, manifest: Manifest): Promise<void> {
  for (const name of Object.keys(manifest.files)) {
    const [part] = name.split("/");
    const place = path.join(dataDirectory, name);
    if (part !== "evidence" && (part !== "audit" || existsSync(place))) continue;
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    await copyFile(path.join(folder, name), place);
  }
  const secrets = path.join(dataDirectory, "secrets.json");
  if (!existsSync(secrets)) return;
  const session = readFileSync(path.join(folder, "secret"), "utf8");
  writeFileSync(secrets, JSON.stringify({ ...JSON.parse(readFileSync(secrets, "utf8")), session }), { mode: 0o600 });
}

type Constraint = { table: string; name: string; definition: string };

const insertGuards = [
  { table: "signature", name: "signature_as_signed" },
  { table: "gate_override", name: "gate_override_as_drawn" },
];

/** References between tables are taken off for the copying and put back, which checks every one of them. */
async function putTables(client: pg.Client, folder: string, manifest: Manifest): Promise<void> {
  const { rows: references } = await client.query<Constraint>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`);
  // What was signed and confirmed already would be refused as a new row.
  for (const { table, name } of insertGuards) await client.query(`alter table ${table} disable trigger ${name}`);
  await client.query("delete from instance_setting");
  for (const [table, { columns, rows }] of Object.entries(manifest.tables)) {
    const sql = `copy ${client.escapeIdentifier(table)} (${columns.map(client.escapeIdentifier).join(", ")}) from stdin`;
    const came = await copyIn(client, sql, createReadStream(path.join(folder, tableFile(table))));
    if (came !== rows) throw new Error(`${came} rows came into ${table}, ${rows} were expected`);
  }
  for (const { table, name } of insertGuards) await client.query(`alter table ${table} enable always trigger ${name}`);
  for (const { table, name, definition } of references)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  await moveSequences(client);
}

/** Numbers go on after the highest that came back. */
async function moveSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string | null }>(
    `select a.attrelid::regclass::text as table, quote_ident(a.attname) as column,
       pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) as sequence
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`,
  );
  // Not in the query's condition: the planner may ask it of tables that are nobody's to look at first.
  for (const { table, column, sequence } of rows.filter((row) => row.sequence !== null))
    await client.query(`select setval($1, coalesce(max(${column}), 0) + 1, false) from ${table}`, [sequence]);
}
