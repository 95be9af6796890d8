import { readFileSync } from "node:fs";
import type { Measure } from "./load.ts";

/** What the app used meanwhile: processor time for each timed answer, and resident memory afterwards. */
export type Usage = { cpuMs: number; megabytes: number };

/** Reads the processor time a process has used, in milliseconds; NaN where the system doesn't tell. */
export function cpuMilliseconds(pid: number): number {
  try {
    // utime and stime, in hundredths of a second, are the 12th and 13th field after the name in brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

export function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes ?? Number.NaN) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** A measure that doesn't touch the app still says how much memory it holds by then. */
export function withoutUse(pid: number, measure: Measure): Measure & Usage {
  return { ...measure, cpuMs: Number.NaN, megabytes: residentMegabytes(pid) };
}
