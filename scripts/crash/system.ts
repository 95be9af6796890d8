import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type AppProcess, appEnvironment, startApp, waitUntilReady } from "../app-process.ts";
import { applyMigrations } from "../migration/apply.ts";
import { createCluster, freePort, type Server, startServer } from "../postgres/cluster.ts";
import { appRole, prepareDatabase, type Urls, urlsOf } from "../postgres/roles.ts";
import { loadSecrets } from "../secrets.ts";
import { offerSetupCode } from "../setup-code.ts";

/** A durable database and a production server that can be killed with -9 and brought back on the same ports. */
export type CrashSystem = {
  url: string;
  urls: Urls;
  setupCode: string;
  kill: (what: "app" | "database") => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts both from nothing in a temporary directory; needs a finished production build. Leaves nothing when it fails. */
export async function startCrashSystem(): Promise<CrashSystem> {
  const directory = mkdtempSync(path.join(tmpdir(), "gonogo-crash-"));
  const ends = [async () => rmSync(directory, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return await start(directory, ends, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  directory: string,
  ends: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<CrashSystem> {
  chmodSync(directory, 0o711);
  const secrets = loadSecrets(directory);
  const cluster = path.join(directory, "postgres");
  await createCluster(cluster, secrets.superuser);
  const settings = { port: String(await freePort()), max_connections: "100" };
  let server: Server = await startServer(cluster, settings);
  ends.push(() => server.stop());
  await prepareDatabase(server.port, secrets);
  const urls = urlsOf(server.port, secrets);
  await applyMigrations(urls.owner, appRole);
  const setupCode = (await offerSetupCode(urls.owner, secrets.session)) ?? "";
  const port = await freePort();
  const environment = {
    ...appEnvironment({ appUrl: urls.app, secret: secrets.session }, port),
    GONOGO_DATA_DIR: directory,
  };
  let app: AppProcess = startApp("start", port, environment);
  ends.push(() => app.stop());
  await waitUntilReady(app, port);
  const kill = async (what: "app" | "database") => {
    if (what === "app") {
      process.kill(app.pid, "SIGKILL");
      await app.ended;
      app = startApp("start", port, environment);
    } else {
      process.kill(server.pid, "SIGKILL");
      await server.ended;
      server = await startServer(cluster, settings);
    }
    await waitUntilReady(app, port);
  };
  return { url: `http://localhost:${port}`, urls, setupCode, kill, stop };
}
