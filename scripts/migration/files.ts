import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MigrationList, SchemasContainer } from "@prisma/schema-engine-wasm";
import { root } from "../paths.ts";

/** Prisma's own table of what has been applied, so that its tools read ours. */
export const bookkeeping = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** The migrations of the clone, in the form the engine wants them. */
export function listMigrations(): MigrationList {
  const baseDir = path.join(root, "prisma", "migrations");
  const names = existsSync(baseDir)
    ? readdirSync(baseDir)
        .filter((name) => existsSync(path.join(baseDir, name, "migration.sql")))
        .sort()
    : [];
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: bookkeeping,
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(path.join(baseDir, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** The Prisma schema of the clone. */
export function readSchema(): SchemasContainer {
  const file = path.join(root, "prisma", "schema.prisma");
  return { files: [{ path: file, content: readFileSync(file, "utf8") }] };
}

/** Nothing in the database is managed by anybody else. */
export const everything = { externalTables: [], externalEnums: [] };
