import type { ChildProcess } from "node:child_process";
import {
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive, until } from "../process.ts";
import { explained, Refusal } from "../refusal.ts";
import { serverAccount, spawnAs } from "./account.ts";
import { locateBinaries } from "./binaries.ts";

/** A PostgreSQL server of ours that accepts connections on 127.0.0.1. */
export type Server = {
  port: number;
  pid: number;
  /** Resolves when the server ends, asked to or not. */
  ended: Promise<void>;
  stop: () => Promise<void>;
};

/** What `postmaster.pid` says of the server in this directory, if one is alive. */
export function runningServer(cluster: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    if (!(pid > 0 && isAlive(pid) && worksIn(pid, cluster))) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Whether the noted id now belongs to a process that is no server of this directory, as in a restarted container. */
function numberReused(cluster: string): boolean {
  try {
    const pid = Number(readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n")[0]);
    return isAlive(pid) && !worksIn(pid, cluster);
  } catch {
    return false;
  }
}

/** After a crash the noted id may belong to somebody else by now: on Linux the working directory tells. */
function worksIn(pid: number, cluster: string): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return true;
  }
}

/** Creates the cluster; on failure nothing of it stays. `password` becomes the superuser's. */
export async function createCluster(cluster: string, password: string): Promise<void> {
  const { initdb } = await locateBinaries();
  const parent = path.dirname(cluster);
  const account = serverAccount(initdb, cluster);
  const draft = `${cluster}.new`;
  const passwordFile = path.join(parent, "password.new");
  const clean = () => {
    rmSync(draft, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  };
  clean();
  const interrupted = () => clean();
  process.once("exit", interrupted);
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account.uid !== undefined && account.gid !== undefined) {
      chownSync(draft, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const identity = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const child = spawnAs(account, initdb, ["-D", draft, ...identity, ...locale], {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    const { code, errors } = await ended(child);
    if (code !== 0) throw explained(new Error(`initdb failed: ${errors.trim()}`), parent);
    renameSync(draft, cluster);
  } catch (error) {
    throw explained(error, parent);
  } finally {
    process.removeListener("exit", interrupted);
    clean();
  }
}

function ended(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, errors }));
  });
}

/** After a kill -9 the last processes of the old server may need a moment to notice: until then the new one refuses. */
const stillInUse = /pre-existing shared memory block|lock file "postmaster.pid" already exists/;

/** Starts the server in a session of its own, so that a Ctrl-C meant for us leaves it running until we stop it. */
export async function startServer(
  cluster: string,
  settings: Record<string, string> = {},
  spawned: (pid: number) => void = () => undefined,
): Promise<Server> {
  const { postgres } = await locateBinaries();
  const account = serverAccount(postgres, cluster);
  if (numberReused(cluster)) rmSync(path.join(cluster, "postmaster.pid"), { force: true });
  const port = settings.port ?? String(await freePort());
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings, port };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const logFile = `${cluster}.log`;
  for (let attempt = 1; ; attempt++) {
    const log = openLog(logFile);
    const begin = statSync(logFile).size;
    const child = spawnAs(account, postgres, ["-D", cluster, ...flags], {
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    const ended = new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    let gone = false;
    ended.then(() => {
      gone = true;
    });
    child.unref();
    const { pid } = child;
    if (pid !== undefined) spawned(pid);
    const ready = await until(() => gone || (runningServer(cluster)?.pid === pid && runningServer(cluster)?.ready), 60);
    if (pid !== undefined && ready && !gone)
      return { port: Number(port), pid, ended, stop: () => stopServer(cluster, pid) };
    if (pid !== undefined && !gone) await stopServer(cluster, pid);
    const said = readFileSync(logFile, "utf8").slice(begin);
    if (attempt === 20 || !stillInUse.test(said)) throw startFailure(said, path.dirname(cluster), logFile);
    await delay(500);
  }
}

/** A log of more than 8 MB begins anew; the last starts are what anybody looks for. */
function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(file, size > 8_000_000 ? "w" : "a", 0o600);
}

function startFailure(log: string, parent: string, logFile: string): unknown {
  const full = explained(new Error(log), parent);
  if (full instanceof Refusal) return full;
  const reason = log.match(/(?:FATAL|PANIC|error): {2}?(.*)/)?.[1] ?? "it gave no reason";
  return new Refusal(`The embedded PostgreSQL did not start: ${reason.trim()}.`, `Its log is ${logFile}.`);
}

/** Stops a server that lets running transactions roll back; harder only when it does not end in 30 seconds. */
export async function stopServer(cluster: string, pid: number): Promise<void> {
  const ended = () => !isAlive(pid);
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (ended()) return;
    process.kill(pid, signal);
    if (await until(ended, signal === "SIGINT" ? 30 : 5)) return;
  }
  throw new Refusal(
    `The PostgreSQL in ${cluster} (process ${pid}) does not stop.`,
    "End that process, then start again.",
  );
}

/** A TCP port on 127.0.0.1 that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
