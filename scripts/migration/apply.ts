import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { withClient } from "../postgres/roles.ts";
import { errorMessage, Refusal } from "../refusal.ts";
import { listMigrations } from "./files.ts";
import { grantToApp } from "./grants.ts";

/** Any number, as long as every instance takes the same one. */
const lockNumber = 7_090_665_001;

const bookkeeping = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/**
 * Applies what is missing, each migration in one transaction with its line in Prisma's own table, so that a failure
 * leaves the database as it was; then gives `appRole` its rights. Instances that start at once wait for each other.
 * Gives the names of the migrations applied.
 */
export async function applyMigrations(ownerUrl: string, appRole: string): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query("set client_min_messages = warning");
    await client.query("select pg_advisory_lock($1)", [lockNumber]);
    await client.query(bookkeeping);
    const migrations = readMigrations();
    const done = await appliedChecksums(client);
    refuseForeignHistory(migrations, done);
    const missing = migrations.filter(({ name }) => !done.has(name));
    for (const migration of missing) await applyOne(client, migration);
    await grantToApp(client, appRole);
    return missing.map(({ name }) => name);
  });
}

type Migration = { name: string; sql: string; checksum: string };

function readMigrations(): Migration[] {
  return listMigrations().migrationDirectories.map(({ path, migrationFile: { content } }) => {
    if (content.tag === "error") throw new Error(content.value);
    return { name: path, sql: content.value, checksum: createHash("sha256").update(content.value).digest("hex") };
  });
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from _prisma_migrations
     where finished_at is not null and rolled_back_at is null`,
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function refuseForeignHistory(migrations: Migration[], done: Map<string, string>): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of done) {
    if (!known.has(name))
      throw new Refusal(
        `The database has a migration this version does not know: ${name}.`,
        "A newer Gonogo has used it: start that version, or restore a backup made with this one.",
      );
    if (known.get(name) !== checksum)
      throw new Refusal(
        `The migration ${name} has changed since it was applied to this database.`,
        "Restore the file as it was, and put what is new into a migration of its own.",
      );
  }
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Refusal(
      `The migration ${name} failed and was undone: ${errorMessage(error)}.`,
      "The database is as it was before; report this with the message above.",
    );
  }
}
