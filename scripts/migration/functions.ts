import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { root } from "../paths.ts";
import { appRole } from "../postgres/roles.ts";

/**
 * Brings the database's functions to what `prisma/functions` says, after the migrations: a function has one file, not a
 * copy in each migration that touches it. Gives the names of those replaced.
 */
export async function applyFunctions(client: pg.Client, mayGrant: boolean): Promise<string[]> {
  const bodies = await storedBodies(client);
  const outdated = readFunctions().filter(({ name, body }) => bodies.get(name) !== body);
  if (outdated.length === 0) return [];
  await client.query("begin");
  try {
    // In whatever order they call each other.
    await client.query("set local check_function_bodies = off");
    for (const { sql } of outdated) await client.query(sql);
    if (mayGrant) {
      await client.query("revoke execute on all functions in schema public from public");
      await client.query(`grant execute on all functions in schema public to ${appRole}`);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
  return outdated.map(({ name }) => name);
}

type FunctionFile = { name: string; sql: string; body: string };

function readFunctions(): FunctionFile[] {
  const folder = path.join(root, "prisma", "functions");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const name = path.basename(file, ".sql");
      const sql = readFileSync(path.join(folder, file), "utf8");
      const body = sql.split("$$")[1];
      if (body === undefined || !sql.includes(`create or replace function ${name}(`))
        throw new Error(`prisma/functions/${file} must create or replace the function ${name}, its body between $$.`);
      return { name, sql, body };
    });
}

async function storedBodies(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; body: string }>(
    "select proname as name, prosrc as body from pg_proc where pronamespace = 'public'::regnamespace",
  );
  return new Map(rows.map(({ name, body }) => [name, body]));
}
