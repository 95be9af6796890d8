import { existsSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openExternal } from "./database-external.ts";
import { type Lock, lockHolder, stillRuns, takeLock } from "./lock.ts";
import { dataDirectory, shown } from "./paths.ts";
import { createCluster, runningServer, type Server, startServer, stopServer } from "./postgres/cluster.ts";
import { prepareDatabase, urlsOf } from "./postgres/roles.ts";
import { isAlive, killGroup } from "./process.ts";
import { explained, Refusal } from "./refusal.ts";
import { loadSecrets } from "./secrets.ts";
import type { Progress } from "./stage.ts";

/** A database ready for migrations, embedded or the user's own. */
export type Database = {
  ownerUrl: string;
  appUrl: string;
  /** Signs sessions; from GONOGO_SECRET or the data directory. */
  secret: string;
  /** Where a launcher that runs already serves: links the command line prints must lead there. */
  url?: string | undefined;
  /** Absent with the user's own server: several instances may share that. */
  lock: Lock | undefined;
  /** Absent with the user's own server, which is not ours to keep alive. */
  embedded: { server: Server; startAgain: () => Promise<Server> } | undefined;
  stop: () => Promise<void>;
};

/** Bytes that a new cluster and the write-ahead log of its first days take. */
const roomForNew = 250_000_000;
const roomForMore = 50_000_000;

/** Opens whatever DATABASE_URL names, else the embedded server, creating it on first use. */
export async function openDatabase(what: string, progress: Progress): Promise<Database> {
  const directory = dataDirectory();
  const secrets = loadSecrets(directory);
  checkWritable(directory);
  const secret = process.env.GONOGO_SECRET || secrets.session;
  const url = process.env.DATABASE_URL;
  if (url)
    return {
      ...(await openExternal(url, progress)),
      secret,
      lock: undefined,
      embedded: undefined,
      stop: async () => undefined,
    };

  const lock = takeLock(directory, what);
  const cluster = path.join(directory, "postgres");
  try {
    const stopped = await stopLeftBehind(cluster, lock);
    const fresh = !existsSync(cluster);
    checkRoom(directory, fresh ? roomForNew : roomForMore);
    if (fresh) {
      progress("creating PostgreSQL 18");
      await createCluster(cluster, secrets.superuser);
    }
    const noteServer = (pid: number) => lock.note({ server: pid });
    let server = await startServer(cluster, {}, noteServer);
    const { port } = server;
    const startAgain = async () => {
      server = await startServer(cluster, { port: String(port) }, noteServer);
      return server;
    };
    try {
      await prepareDatabase(port, secrets);
    } catch (error) {
      await server.stop();
      throw error;
    }
    const { owner, app } = urlsOf(port, secrets);
    const state = fresh ? "created" : stopped ? "kept, after stopping what a killed start had left running" : "kept";
    progress(`PostgreSQL 18 in ${shown(cluster)}, ${state}`);
    const stop = () => server.stop().finally(lock.release);
    return { ownerUrl: owner, appUrl: app, secret, lock, embedded: { server, startAgain }, stop };
  } catch (error) {
    lock.release();
    throw explained(error, shown(directory));
  }
}

/** Ends what a killed launcher left: first the app, so that the server can drain. True when there was anything. */
async function stopLeftBehind(cluster: string, lock: Lock): Promise<boolean> {
  const { app, server } = lock.leftBehind;
  const appRan = app !== undefined && stillRuns(app);
  if (appRan) killGroup(app.pid);
  const running = runningServer(cluster);
  if (!running) return appRan;
  if (!stillRuns(server) || server?.pid !== running.pid)
    throw new Refusal(
      `A PostgreSQL server that Gonogo did not start (process ${running.pid}) already runs in ${shown(cluster)}.`,
      `Stop it (kill -INT ${running.pid}), or name another directory in GONOGO_DATA_DIR.`,
    );
  await stopServer(cluster, running.pid);
  return !isAlive(running.pid);
}

function checkWritable(directory: string): void {
  const probe = path.join(directory, `.probe-${process.pid}`);
  try {
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw explained(error, shown(directory));
  }
}

function checkRoom(directory: string, needed: number): void {
  const { bavail, bsize } = statfsSync(directory);
  const free = bavail * bsize;
  if (free >= needed) return;
  const mega = (bytes: number) => Math.floor(bytes / 1_000_000);
  throw new Refusal(
    `The disk that holds ${shown(directory)} is full: ${mega(free)} MB are free, ${mega(needed)} MB are needed.`,
    "Free some space, or name a directory on another disk in GONOGO_DATA_DIR.",
  );
}

/** What a process of ours needs to work with this database through `lib/`, the owner's role included. */
export function databaseEnvironment(
  database: Pick<Database, "ownerUrl" | "appUrl" | "secret" | "url">,
): Record<string, string> {
  const url = process.env.GONOGO_URL || database.url;
  return {
    ...(url ? { GONOGO_URL: url } : {}),
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    GONOGO_SECRET: database.secret,
    GONOGO_DATA_DIR: dataDirectory(),
  };
}

/** For the command line: the embedded server as a running launcher left it, else one started for this command. */
export async function attachDatabase(what: string, progress: Progress): Promise<Database> {
  const directory = dataDirectory();
  const running = process.env.DATABASE_URL ? undefined : runningServer(path.join(directory, "postgres"));
  const holder = lockHolder(directory);
  if (!running?.ready || !holder) return openDatabase(what, progress);
  const secrets = loadSecrets(directory);
  const { owner, app } = urlsOf(running.port, secrets);
  const secret = process.env.GONOGO_SECRET || secrets.session;
  const { url } = holder;
  return {
    ownerUrl: owner,
    appUrl: app,
    secret,
    url,
    lock: undefined,
    embedded: undefined,
    stop: async () => undefined,
  };
}
