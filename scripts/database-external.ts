import { createHmac } from "node:crypto";
import pg from "pg";
import { appRole, ownerRole, withClient } from "./postgres/roles.ts";
import { errorCode, errorMessage, Refusal } from "./refusal.ts";
import type { Progress } from "./stage.ts";

const oldest = 15;

/** Checks the user's own server and finds the two connection strings to use on it. */
export async function openExternal(url: string, progress: Progress): Promise<{ ownerUrl: string; appUrl: string }> {
  const named = process.env.DATABASE_OWNER_URL;
  const version = await checkServer(url, "DATABASE_URL");
  if (named) await checkServer(named, "DATABASE_OWNER_URL");
  const split = named ? undefined : await splitRoles(url);
  progress(`PostgreSQL ${version} at ${addressOf(url)}${named || split ? "" : ", with one role for everything"}`);
  return split ?? { ownerUrl: named || url, appUrl: url };
}

/** `host:port/database`, never the password. */
function addressOf(url: string): string {
  const { host, port, database } = new pg.Client({ connectionString: url });
  return `${host}:${port}/${database}`;
}

async function checkServer(url: string, variable: string): Promise<number> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new Refusal(
      `${variable} is not the address of a PostgreSQL database.`,
      `It looks like postgresql://user:password@host:5432/database. Unset it to use the embedded server.`,
    );
  const facts = await readFacts(url).catch((error) => {
    throw connectionRefusal(error, url, variable);
  });
  const major = Math.floor(facts.version / 10_000);
  const where = addressOf(url);
  if (major < oldest)
    throw new Refusal(
      `The server at ${where} is PostgreSQL ${major}; Gonogo needs ${oldest} or newer.`,
      "Upgrade it, or unset DATABASE_URL to use the embedded server.",
    );
  if (facts.standby)
    throw new Refusal(`The server at ${where} is a read-only standby.`, `Name the primary server in ${variable}.`);
  for (const setting of ["fsync", "synchronous_commit"] as const)
    if (facts[setting] === "off")
      throw new Refusal(
        `The server at ${where} has ${setting} off, so a crash would lose ticks and signatures it had confirmed.`,
        `Set ${setting} = on there, also for this user and database, then start again.`,
      );
  return major;
}

type Facts = { version: number; standby: boolean; fsync: string; synchronous_commit: string };

function readFacts(url: string): Promise<Facts> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<Facts>(
      `select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit`,
    );
    if (!rows[0]) throw new Error("no answer");
    return rows[0];
  });
}

function connectionRefusal(error: unknown, url: string, variable: string): Refusal {
  const { user, database } = new pg.Client({ connectionString: url });
  const where = addressOf(url);
  const check = `Check ${variable}, or unset it to use the embedded server.`;
  switch (errorCode(error)) {
    case "28P01":
    case "28000":
      return new Refusal(`The server at ${where} does not let the user ${user} in: ${errorMessage(error)}.`, check);
    case "3D000":
      return new Refusal(
        `There is no database ${database} on the server of ${variable}.`,
        `Create it there (create database ${database}), or correct ${variable}.`,
      );
    case "53300":
      return new Refusal(`The server at ${where} has no connection left.`, "Raise max_connections there.");
    case "57P03":
      return new Refusal(`The server at ${where} is still starting.`, "Start again in a moment.");
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
      return new Refusal(`No PostgreSQL server answers at ${where} (${errorCode(error)}).`, check);
  }
  const message = errorMessage(error);
  if (/timeout/i.test(message)) return new Refusal(`No PostgreSQL server answers at ${where} in time.`, check);
  if (/terminated unexpectedly|received invalid|unknown message|ECONNRESET|Parse Error/i.test(message))
    return new Refusal(`What answers at ${where} is not a PostgreSQL server.`, check);
  return new Refusal(`The server at ${where} can't be used: ${message}.`, check);
}

/**
 * Where the user's role may create roles, migrations run as `gonogo_owner` and the app as `gonogo_app`, as on the
 * embedded server. Their passwords follow from the one in the URL, so that every instance arrives at the same.
 */
async function splitRoles(url: string): Promise<{ ownerUrl: string; appUrl: string } | undefined> {
  const { password } = new URL(url);
  if (!password) return undefined;
  const derive = (role: string) => createHmac("sha256", decodeURIComponent(password)).update(role).digest("base64url");
  const urlFor = (role: string) => Object.assign(new URL(url), { username: role, password: derive(role) }).href;
  const allowed = await withClient(url, async (client) => {
    const { rows } = await client.query<{ may: boolean }>(
      `select (rolsuper or rolcreaterole) and not exists (
         select from pg_class c where c.relname = '_prisma_migrations' and c.relowner <>
           coalesce((select oid from pg_roles where rolname = $1), 0)) as may
       from pg_roles where rolname = current_user`,
      [ownerRole],
    );
    if (!rows[0]?.may) return false;
    await client.query("select pg_advisory_lock(hashtext('gonogo roles'))");
    for (const role of [ownerRole, appRole]) {
      const known = await client.query("select 1 from pg_roles where rolname = $1", [role]);
      if (known.rowCount) continue;
      await client.query(`create role ${role} login password ${client.escapeLiteral(derive(role))}`);
      await client.query(`grant ${role} to current_user`);
    }
    const database = client.escapeIdentifier(client.database ?? "");
    await client.query(`grant connect, temporary on database ${database} to ${ownerRole}, ${appRole}`);
    await client.query(`grant usage, create on schema public to ${ownerRole}`);
    return true;
  }).catch(() => false);
  if (!allowed) return undefined;
  const pair = { ownerUrl: urlFor(ownerRole), appUrl: urlFor(appRole) };
  const both = await Promise.allSettled([readFacts(pair.ownerUrl), readFacts(pair.appUrl)]);
  return both.every(({ status }) => status === "fulfilled") ? pair : undefined;
}
