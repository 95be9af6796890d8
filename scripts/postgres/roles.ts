import pg from "pg";
import type { Secrets } from "../secrets.ts";

/** Migrations run as the owner; the app's role owns nothing and gets its rights table by table. */
export const ownerRole = "gonogo_owner";
export const appRole = "gonogo_app";
export const databaseName = "gonogo";

/** The three ways into one database of an embedded server. */
export type Urls = { superuser: string; owner: string; app: string };

export function urlsOf(port: number, secrets: Secrets, database = databaseName): Urls {
  const url = (user: string, password: string) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuser: url("postgres", secrets.superuser),
    owner: url(ownerRole, secrets.owner),
    app: url(appRole, secrets.app),
  };
}

/** Creates roles and database where they are missing. Safe to repeat; needs the superuser's connection. */
export async function prepareDatabase(port: number, secrets: Secrets, database = databaseName): Promise<void> {
  await withClient(urlsOf(port, secrets, "postgres").superuser, async (client) => {
    for (const [role, password] of [
      [ownerRole, secrets.owner],
      [appRole, secrets.app],
    ] as const) {
      const known = await client.query("select 1 from pg_roles where rolname = $1", [role]);
      const name = client.escapeIdentifier(role);
      if (known.rowCount === 0)
        await client.query(`create role ${name} login password ${client.escapeLiteral(password)}`);
    }
    const known = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (known.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${ownerRole}`);
    }
  });
}

/** Runs work on one connection and closes it whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
