import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";
import { root } from "../paths.ts";
import { isAlive, killGroup, until } from "../process.ts";

/** The real launcher, as `npm start` starts it. */
export type Launch = {
  pid: number;
  /** Everything written so far, both streams. */
  output: () => string;
  /** Waits until it has written this; throws with what it wrote when it ends first. */
  wrote: (pattern: RegExp) => Promise<void>;
  /** Waits for its end; gives the exit code. */
  ended: () => Promise<number | null>;
  signal: (signal: NodeJS.Signals) => void;
};

/** Starts `scripts/start.cjs`; what still runs when the test is over is ended with all it has started. */
export function launch(variables: Record<string, string>, args: string[] = ["serve"], before: string[] = []): Launch {
  const inherited = { ...process.env };
  for (const name of ["NODE_ENV", "DATABASE_URL", "DATABASE_OWNER_URL", "GONOGO_DEMO", "npm_lifecycle_event"])
    Reflect.deleteProperty(inherited, name);
  const child = spawn(process.execPath, [...before, path.join(root, "scripts", "start.cjs"), ...args], {
    cwd: root,
    env: { ...inherited, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let code: number | null | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  child.once("close", (value) => {
    code = value;
  });
  onTestFinished(async () => {
    if (code === undefined) child.kill("SIGTERM");
    await until(() => code !== undefined, 45);
    child.kill("SIGKILL");
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    wrote: async (pattern) => {
      const seen = await until(() => pattern.test(output) || code !== undefined, 240);
      if (!seen || !pattern.test(output)) throw new Error(`The launcher (exit code ${code}) wrote:\n${output}`);
    },
    ended: async () => {
      if (!(await until(() => code !== undefined, 240)))
        throw new Error(`The launcher goes on, having written:\n${output}`);
      return code ?? null;
    },
    signal: (signal) => child.kill(signal),
  };
}

/** The processes a launcher has noted in its data directory: itself, PostgreSQL and the app. */
export function notedProcesses(directory: string): { launcher: number; server: number; app: number } {
  const noted = JSON.parse(readFileSync(path.join(directory, "launcher.json"), "utf8"));
  const found = { launcher: noted.pid, server: noted.server.pid, app: noted.app.pid };
  onTestFinished(() => {
    for (const pid of Object.values(found)) if (isAlive(pid)) killGroup(pid);
  });
  return found;
}
