import { type ChildProcess, type StdioOptions, spawn, spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal.ts";

/** PostgreSQL refuses to run as root, so root lends the server another account: `postgres`, else `nobody`. */
export type Account = { uid?: number; gid?: number; crossesClosedFolders: boolean };

/** The account for a server with these programs and this data directory (its parent must exist). */
export function serverAccount(program: string, cluster: string): Account {
  if (process.getuid?.() !== 0) return { crossesClosedFolders: false };
  const ids = accountIds("postgres") ?? accountIds("nobody");
  if (!ids)
    throw new Refusal(
      "PostgreSQL refuses to run as root, and there is no other account to lend it.",
      "Start as an ordinary user, or create a user named postgres.",
    );
  const open = [program, cluster].every((file) => reachable(path.dirname(file), ids.uid));
  if (!open && spawnSync("setpriv", ["--version"]).status !== 0)
    throw new Refusal(
      "PostgreSQL refuses to run as root, and no other account may enter this directory.",
      "Start as an ordinary user, or move the clone to a directory that others may enter.",
    );
  return { ...ids, crossesClosedFolders: !open };
}

/** Starts a server program under the account, with the working directory at `/` so that it can be reached. */
export function spawnAs(
  account: Account,
  program: string,
  args: string[],
  options: { stdio: StdioOptions; detached?: boolean },
): ChildProcess {
  const common = { ...options, cwd: path.parse(program).root, env: serverEnvironment() };
  if (!account.crossesClosedFolders) return spawn(program, args, { ...common, uid: account.uid, gid: account.gid });
  // Closed parents (a root-only home, mktemp -d) stay closed: the one capability to cross them is lent instead.
  const lend = [
    "--clear-groups",
    "--securebits=+no_setuid_fixup",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
  ];
  return spawn("setpriv", [`--reuid=${account.uid}`, `--regid=${account.gid}`, ...lend, program, ...args], common);
}

/** A PGHOST or PGDATA in the caller's environment must not reach our server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env, LC_ALL: "C" };
  for (const name of Object.keys(environment)) if (name.startsWith("PG")) Reflect.deleteProperty(environment, name);
  return environment;
}

function accountIds(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function reachable(folder: string, uid: number): boolean {
  const { mode, uid: owner } = statSync(folder);
  const mayEnter = owner === uid ? (mode & 0o100) !== 0 : (mode & 0o001) !== 0;
  const parent = path.dirname(folder);
  return mayEnter && (parent === folder || reachable(parent, uid));
}
