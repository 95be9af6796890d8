import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Measure } from "./load.ts";
import type { Usage } from "./usage.ts";

/** A measure against its reference of the same run; machines differ, ratios less so. */
export type Comparison = Measure & Usage & { reference: string; ratio: number; aim: number | null };

export function compare(measure: Measure & Usage, reference: Measure, aim: number | null): Comparison {
  return { ...measure, reference: reference.name, ratio: measure.perSecond / reference.perSecond, aim };
}

/** Prints the table and writes the same as JSON; gives the file's path. */
export function report(rows: readonly Comparison[], directory: string, at: Date): string {
  const head = ["what", "per s", "p50 ms", "p95 ms", "p99 ms", "app ms", "ratio", "of", "aim", "MB", "faults"];
  const cells = rows.map((row) => [
    row.name,
    row.perSecond.toFixed(0),
    row.p50.toFixed(1),
    row.p95.toFixed(1),
    row.p99.toFixed(1),
    row.cpuMs.toFixed(2),
    row.ratio.toFixed(2),
    row.reference,
    row.aim === null ? "" : row.aim.toFixed(2),
    row.megabytes.toFixed(0),
    Object.entries(row.faults)
      .map(([fault, times]) => `${times} ${fault}`)
      .join(", "),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  console.log("\n`app ms` is processor time of the app for one answer: it says the same on a busy machine.\n");
  for (const row of [head, ...cells])
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, `${at.toISOString().replaceAll(/[:.]/g, "-")}.json`);
  writeFileSync(file, `${JSON.stringify({ at: at.toISOString(), rows }, null, 2)}\n`);
  return file;
}
