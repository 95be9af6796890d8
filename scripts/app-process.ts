import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { Database } from "./database.ts";
import { dataDirectory, root } from "./paths.ts";
import { killGroup, until } from "./process.ts";
import { Refusal } from "./refusal.ts";

/** The app as a running process of ours. */
export type AppProcess = {
  pid: number;
  /** Resolves when it ends, asked to or not, with a word on how. */
  ended: Promise<string>;
  /** Prints what it has written and from now on writes; before that it would break into the line of a stage. */
  show: () => void;
  /** Lets it finish its requests, harder after ten seconds. */
  stop: () => Promise<void>;
};

/**
 * V8 would let garbage lie up to gigabytes: the heap grows by at most a third of what lives before it is collected, and
 * the nursery stays small. What lives may take as much as the first flag says; beyond it the server is started anew.
 */
const heapFlags = ["--max-old-space-size=768", "--max-semi-space-size=8", "--heap-growing-percent=35"];

/** Longer than proxies and clients keep a connection to reuse it: one we closed first is a request of theirs that fails. */
const keepAliveMs = 75_000;

/** What the app is told; nothing of the owner's role. */
export function appEnvironment(database: Pick<Database, "appUrl" | "secret">, port: number): NodeJS.ProcessEnv {
  const { DATABASE_OWNER_URL: _, ...inherited } = process.env;
  const url = process.env.GONOGO_URL || `http://localhost:${port}`;
  return {
    ...inherited,
    DATABASE_URL: database.appUrl,
    GONOGO_SECRET: database.secret,
    GONOGO_DATA_DIR: dataDirectory(),
    GONOGO_URL: url,
    NEXTAUTH_URL: url,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
  };
}

/** Starts `next start` or `next dev` in a process group of its own, so that Ctrl-C reaches only us. */
export function startApp(mode: "start" | "dev", port: number, environment: NodeJS.ProcessEnv): AppProcess {
  const given = environment.NODE_OPTIONS ?? "";
  const capped = mode === "dev" || given.includes("max-old-space-size");
  const child = spawn(
    process.execPath,
    [
      ...(capped ? [] : heapFlags),
      "node_modules/next/dist/bin/next",
      mode,
      "--hostname",
      "127.0.0.1",
      "--port",
      String(port),
      ...(mode === "start" ? ["--keepAliveTimeout", String(keepAliveMs)] : []),
    ],
    {
      cwd: root,
      env: {
        ...environment,
        // One arena for every thread of the C library keeps tens of megabytes that nobody uses.
        MALLOC_ARENA_MAX: environment.MALLOC_ARENA_MAX ?? "2",
        NODE_ENV: mode === "start" ? "production" : "development",
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  const pid = child.pid;
  if (pid === undefined) throw new Error("next did not start");
  const outputs = [heldOutput(child.stdout, process.stdout), heldOutput(child.stderr, process.stderr)];
  const ended = endOf(child);
  return {
    pid,
    ended,
    show: () => {
      for (const output of outputs) output.show();
    },
    stop: async () => {
      child.kill("SIGTERM");
      let gone = false;
      ended.then(() => {
        gone = true;
      });
      if (!(await until(() => gone, 10))) killGroup(pid);
      await ended;
    },
  };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
}

/** Next's banner would print a second address and say nothing that the stages don't. */
const banner = /^\s*(▲|✓|- (Local|Network):|.\[\?25h|$)/;

function heldOutput(from: Readable, to: NodeJS.WriteStream): { show: () => void } {
  let held: string[] | undefined = [];
  let rest = "";
  const write = (line: string) => {
    if (banner.test(line)) return;
    if (held) held.push(line);
    else to.write(`${line}\n`);
  };
  from.setEncoding("utf8");
  from.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(write);
  });
  from.on("end", () => write(rest));
  return {
    show: () => {
      for (const line of held ?? []) to.write(`${line}\n`);
      held = undefined;
    },
  };
}

/** Waits until the app says it is ready; refuses when it ends first or takes longer than three minutes. */
export async function waitUntilReady(app: AppProcess, port: number): Promise<void> {
  let end: string | undefined;
  app.ended.then((text) => {
    end = text;
  });
  const ready = async () => {
    if (end !== undefined) return true;
    for (const path of ["/readyz", "/healthz"]) {
      const status = await statusOf(`http://127.0.0.1:${port}${path}`);
      if (status === 200) return true;
      if (status !== 404) return false;
    }
    // Neither page exists in this build, but it answers.
    return true;
  };
  const inTime = await until(ready, 180);
  if (end !== undefined)
    throw new Refusal(`The server stopped while starting (${end}).`, "What it wrote stands above.");
  if (!inTime)
    throw new Refusal("The server did not become ready within three minutes.", "What it wrote stands above.");
}

async function statusOf(url: string): Promise<number> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
