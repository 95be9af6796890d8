import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { appRole, withClient } from "../postgres/roles.ts";
import { errorCode, errorMessage, Refusal } from "../refusal.ts";
import { bookkeeping, listMigrations } from "./files.ts";
import { applyFunctions } from "./functions.ts";

/** Any number, as long as every instance takes the same one. */
const lockNumber = 7_090_665_001;

/**
 * Applies what is missing, each migration in one transaction with its line in Prisma's own table, so that a failure
 * leaves the database as it was; then `appUser` gets the rights the migrations gave `gonogo_app`. Instances that start at once wait for each other.
 * Gives the names of the migrations applied.
 */
export async function applyMigrations(ownerUrl: string, appUser: string): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query("set client_min_messages = warning");
    await client.query("select pg_advisory_lock($1)", [lockNumber]);
    await client.query(bookkeeping);
    const group = await appRoleExists(client);
    const migrations = readMigrations();
    const done = await appliedChecksums(client);
    refuseForeignHistory(migrations, done);
    const missing = migrations.filter(({ name }) => !done.has(name));
    for (const migration of missing) await applyOne(client, migration);
    await applyFunctions(client, group);
    if (group) await joinAppRole(client, appUser);
    return missing.map(({ name }) => name);
  });
}

/** Makes the role that migrations grant to, where we may; without it the app works with the owner's rights. */
async function appRoleExists(client: pg.Client): Promise<boolean> {
  const known = await client.query("select 1 from pg_roles where rolname = $1", [appRole]);
  if (known.rowCount) return true;
  return client.query(`create role ${appRole}`).then(
    () => true,
    (error) => {
      // Another instance may have made it in another database of this server at the same moment.
      if (errorCode(error) === "42710") return true;
      if (errorCode(error) === "42501") return false;
      throw error;
    },
  );
}

async function joinAppRole(client: pg.Client, appUser: string): Promise<void> {
  const { rows } = await client.query<{ separate: boolean }>(
    `select $1 <> current_user and $1 <> $2 and not pg_has_role($1, $2, 'member') as separate`,
    [appUser, appRole],
  );
  if (rows[0]?.separate) await client.query(`grant ${appRole} to ${client.escapeIdentifier(appUser)}`);
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
