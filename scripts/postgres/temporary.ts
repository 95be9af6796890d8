import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isAlive } from "../process.ts";
import { loadSecrets, type Secrets } from "../secrets.ts";
import { createCluster, startServer } from "./cluster.ts";
import { appRole, ownerRole, prepareDatabase, type Urls, urlsOf, withClient } from "./roles.ts";

/** A server for tests and tools that leaves nothing behind. */
export type TemporaryServer = {
  /** Creates a database, from a template where one is named, and gives its three connection strings. */
  createDatabase: (name?: string, template?: string) => Promise<Urls & { name: string }>;
  dropDatabase: (name: string) => Promise<void>;
  port: number;
  secrets: Secrets;
  stop: () => Promise<void>;
};

/** Durability is off unless asked for: what is thrown away need not survive a crash. */
const hasty = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Starts a throw-away server in a temporary directory. */
export async function startTemporaryServer(settings: Record<string, string> = hasty): Promise<TemporaryServer> {
  const directory = mkdtempSync(path.join(tmpdir(), "gonogo-"));
  chmodSync(directory, 0o711);
  const secrets = loadSecrets(directory);
  const cluster = path.join(directory, "postgres");
  try {
    await createCluster(cluster, secrets.superuser);
    const server = await startServer(cluster, { max_connections: "200", ...settings });
    // However this process ends, short of kill -9, nothing of the server stays.
    const abandon = () => {
      if (isAlive(server.pid)) process.kill(server.pid, "SIGKILL");
      rmSync(directory, { recursive: true, force: true });
    };
    process.once("exit", abandon);
    const interrupted = (signal: NodeJS.Signals) => {
      abandon();
      if (process.listenerCount(signal) === 0) process.exit(130);
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupted);
    await prepareDatabase(server.port, secrets, "postgres");
    return {
      createDatabase: (name = `db_${randomBytes(6).toString("hex")}`, template = "template0") =>
        createDatabase(server.port, secrets, name, template),
      dropDatabase: (name) =>
        withClient(urlsOf(server.port, secrets, "postgres").superuser, async (client) => {
          await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
        }),
      port: server.port,
      secrets,
      stop: async () => {
        process.removeListener("exit", abandon);
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, interrupted);
        await server.stop();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

/** Creates one more database of an embedded server, owned by the owner's role. */
export async function createDatabase(
  port: number,
  secrets: Secrets,
  name: string,
  template: string,
): Promise<Urls & { name: string }> {
  await withClient(urlsOf(port, secrets, "postgres").superuser, async (client) => {
    const identifier = client.escapeIdentifier(name);
    const source = client.escapeIdentifier(template);
    await client.query(`create database ${identifier} owner ${ownerRole} template ${source}`);
    await client.query(`grant connect on database ${identifier} to ${appRole}`);
  });
  return { name, ...urlsOf(port, secrets, name) };
}
