import { readdir } from "node:fs/promises";
import path from "node:path";
import { env } from "@/lib/env";
import { readAlarm } from "./audit-alarm.read";
import { readBackupState } from "./backup.read";
import { readCopyFaults } from "./copy-fault.read";
import type { Database } from "./database";
import { readGuardFaults } from "./guard.read";

/** Whether this instance can serve: `failures` say why not, `warnings` what an admin should know. */
export type SystemState = { ready: boolean; failures: string[]; warnings: string[] };

type Facts = { fsync: string; synchronousCommit: string; ownsTables: boolean; superuser: boolean; applied: string[] };

const migrations = path.join(process.cwd(), "prisma", "migrations");

/** Asks the database; an unreachable one throws. */
export async function readSystemState(db: Database): Promise<SystemState> {
  const [facts] = await db.$queryRaw<Facts[]>`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit",
      exists (select from pg_tables t where t.schemaname = 'public' and t.tablename = 'audit_entry'
        and pg_has_role(current_user, t.tableowner, 'member')) as "ownsTables",
      (select rolsuper from pg_roles where rolname = current_user) as superuser,
      coalesce((select array_agg(migration_name) from _prisma_migrations
        where finished_at is not null and rolled_back_at is null), '{}') as applied`;
  if (!facts) throw new Error("the database answered nothing");
  const failures: string[] = [];
  const missing = (await knownMigrations()).filter((name) => !facts.applied.includes(name));
  if (missing.length > 0) failures.push(`Migrations are missing: ${missing.join(", ")}. Restart with npm start.`);
  if (facts.fsync !== "on") failures.push("PostgreSQL runs with fsync off: a crash would lose acknowledged changes.");
  if (facts.synchronousCommit === "off") {
    failures.push("PostgreSQL runs with synchronous_commit off: a crash would lose acknowledged changes.");
  }
  const warnings: string[] = [];
  if (facts.ownsTables || facts.superuser) {
    warnings.push("The app's database role owns the tables, so it could disable what protects the history.");
  }
  warnings.push(...(await readGuardFaults(db)));
  // Whoever asks here needn't be known: which run it is stands on the admins' screens.
  const { length } = (await readAlarm(db)).faults;
  if (length > 0)
    warnings.push(`The history doesn't verify (${length} faults). Run: npm run -s gonogo -- audit verify`);
  const copies = await readCopyFaults(db);
  const [first] = copies.map(({ since }) => since).sort();
  if (first) warnings.push(`Checkpoints aren't copied to ${copies.length} of their places, since ${first}.`);
  const { fault } = await readBackupState(db, new Date(), env().GONOGO_BACKUP_HOURS);
  if (fault) warnings.push(fault);
  return { ready: failures.length === 0, failures, warnings };
}

/** Folders of the release; none when it was packed without them, and then there is nothing to compare. */
async function knownMigrations(): Promise<string[]> {
  const entries = await readdir(migrations, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
