import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { FuzzOutcome } from "./import-fuzz.ts";

export type Bounds = { megabytes: number; seconds: number };
export type Task = { seed: number; from: number; count: number; reader: string };
/** What the process says: the input it begins with, at last the outcome. */
export type Told = { index: number } | { outcome: FuzzOutcome };
type Options = {
  seed: number;
  count: number;
  /** Module with an `importMarkdown`, for the test that plants a defect. */
  reader?: string;
};

/** All of V8's heap, with the importer's own code in it; and after how long an input counts as endless. */
export const importBounds: Bounds = { megabytes: 256, seconds: 30 };

const mostViolations = 20;

/**
 * The inputs of a seed in a process whose heap is capped, so that one which needs more ends the process. What ended it
 * is a violation, and a new process goes on behind it.
 */
export async function fuzzWithin(
  bounds: Bounds,
  { seed, count, reader = new URL("../../lib/markdown/import.ts", import.meta.url).href }: Options,
  progress: (done: number) => void = () => undefined,
): Promise<FuzzOutcome> {
  const total: FuzzOutcome = { count, refused: 0, slowest: 0, violations: [] };
  for (let from = 0; from < count && total.violations.length < mostViolations; ) {
    const end = await runFrom({ seed, from, count: count - from, reader }, bounds, progress);
    if ("outcome" in end) {
      const { refused, slowest, violations } = end.outcome;
      return { count, refused, slowest, violations: [...total.violations, ...violations] };
    }
    total.violations.push(end);
    from = end.index + 1;
  }
  return total;
}

/** The outcome, or the input at which the process ended without one. */
function runFrom(
  task: Task,
  { megabytes, seconds }: Bounds,
  progress: (done: number) => void,
): Promise<{ outcome: FuzzOutcome } | { index: number; what: string }> {
  const child = startProcess(task, megabytes);
  return new Promise((resolve) => {
    let index = task.from;
    let errors = "";
    let endless = false;
    const giveUp = () => {
      endless = true;
      child.kill("SIGKILL");
    };
    let watch = setTimeout(giveUp, seconds * 1000);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-10_000);
    });
    child.on("message", (told: Told) => {
      if ("outcome" in told) return resolve(told);
      index = told.index;
      if (index % 500 === 0) progress(index);
      clearTimeout(watch);
      watch = setTimeout(giveUp, seconds * 1000);
    });
    child.once("close", (code, signal) => {
      clearTimeout(watch);
      const memory = errors.includes("heap out of memory") ? `needs more than ${megabytes} MB` : undefined;
      const time = endless ? `is still read after ${seconds} s` : undefined;
      resolve({ index, what: memory ?? time ?? `ended the process by ${signal ?? code}: ${errors.slice(-300)}` });
    });
  });
}

/** The nursery is three semi-spaces; the rest of the heap is old space. */
function startProcess(task: Task, megabytes: number): ChildProcess {
  const semi = 8;
  return fork(fileURLToPath(new URL("./import-process.ts", import.meta.url)), [JSON.stringify(task)], {
    execArgv: ["--import", "tsx", `--max-old-space-size=${megabytes - 3 * semi}`, `--max-semi-space-size=${semi}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}
