import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { shown } from "./paths.ts";
import { isAlive, processBirth } from "./process.ts";
import { errorCode, explained, Refusal } from "./refusal.ts";

/** A process named so that its number, given to another later, is not mistaken for it. */
type Named = { pid: number; birth: string };

/** What `launcher.json` in the data directory says: who uses it, and what they started. */
type Holder = Named & { what: string; url?: string; server?: Named; app?: Named };

/** The right to use a data directory; one process at a time has it. */
export type Lock = {
  /** What a launcher that was killed left running, to be stopped before anything else. */
  leftBehind: Pick<Holder, "server" | "app">;
  note: (change: { url?: string; server?: number; app?: number }) => void;
  release: () => void;
};

const fileOf = (directory: string) => path.join(directory, "launcher.json");
const named = (pid: number): Named => ({ pid, birth: processBirth(pid) });

/** Whether anybody holds the directory, or held it and was killed. */
export function hasLock(directory: string): boolean {
  return existsSync(fileOf(directory));
}

/** Whether that very process still runs. */
export function stillRuns(process: Named | undefined): boolean {
  return process !== undefined && isAlive(process.pid) && processBirth(process.pid) === process.birth;
}

/** Who uses the directory now, if anybody does. */
export function lockHolder(directory: string): Holder | undefined {
  const holder = readHolder(directory);
  return stillRuns(holder) ? holder : undefined;
}

function readHolder(directory: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(directory), "utf8"));
  } catch {
    return undefined;
  }
}

/** Takes the directory for this process, or refuses naming who has it. The directory must exist. */
export function takeLock(directory: string, what: string): Lock {
  const file = fileOf(directory);
  const before = readHolder(directory);
  if (before && stillRuns(before)) throw refusal(directory, before);
  let holder: Holder = { ...named(process.pid), what };
  try {
    if (before) rmSync(file, { force: true });
    // Whoever creates the file first has it: the other one meets EEXIST.
    const kept = { ...holder, server: before?.server, app: before?.app };
    writeFileSync(file, JSON.stringify(kept), { flag: "wx", mode: 0o600 });
  } catch (error) {
    const other = errorCode(error) === "EEXIST" ? readHolder(directory) : undefined;
    throw other ? refusal(directory, other) : explained(error, directory);
  }
  return {
    leftBehind: { server: before?.server, app: before?.app },
    note: ({ url, server, app }) => {
      holder = {
        ...holder,
        ...(url !== undefined && { url }),
        ...(server !== undefined && { server: named(server) }),
        ...(app !== undefined && { app: named(app) }),
      };
      writeFileSync(`${file}.new`, JSON.stringify(holder), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

function refusal(directory: string, { pid, what, url }: Holder): Refusal {
  const where = url ? ` and serves ${url}` : "";
  return new Refusal(
    `${shown(directory)} is in use: ${what} (process ${pid}) runs there${where}.`,
    `Stop it first (Ctrl-C there, or kill ${pid}), or name another directory in GONOGO_DATA_DIR.`,
  );
}
