import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../paths.ts";
import { killGroup, until } from "../process.ts";
import { unlessStopped } from "../shutdown.ts";
import type { Outcome } from "./tally.ts";

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
};

/** Runs one project of the Vitest configuration and counts its tests from the report. */
export async function runVitest(project: string, filters: string[] = []): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), "gonogo-report-"));
  const file = path.join(folder, "report.json");
  const args = ["run", "--config", "scripts/vitest.config.ts", "--project", project, "--passWithNoTests"];
  const report = ["--reporter=json", `--outputFile=${file}`];
  try {
    const output = await finished("node_modules/vitest/vitest.mjs", [...args, ...report, ...filters], {});
    return count(readReport<Report>(file, output));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report, or what the runner wrote when it did not get as far. */
export function readReport<T>(file: string, output: string): T {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Error(output || "The runner wrote no report.");
  }
}

function count(report: Report): Outcome {
  const complaints = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const shown = path.relative(root, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    // A file that breaks while it is loaded has no tests to count: it counts as one itself.
    if (status === "failed" && failed.length === 0) return [`${shown}\n${message}`];
    return failed.map((test) => `${shown} › ${test.fullName}\n${test.failureMessages.join("\n").slice(0, 3000)}`);
  });
  return {
    passed: report.numPassedTests,
    failed: complaints.length,
    skipped: report.numPendingTests,
    complaints,
  };
}

/** Runs a tool of node_modules to its end, however it ends, and gives what it wrote. */
export async function finished(script: string, args: string[], environment: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, ...environment, NO_COLOR: "1", FORCE_COLOR: "0" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const { pid } = child;
  let output = "";
  const collect = (chunk: Buffer) => {
    output = (output + chunk).slice(-20_000);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const work = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve(output));
  });
  try {
    return await unlessStopped(work);
  } catch (error) {
    // The tool, its workers and the launchers they test each end what they have started themselves.
    if (pid !== undefined && killGroup(pid, "SIGTERM") && !(await until(() => !killGroup(pid, 0), 40))) killGroup(pid);
    throw error;
  }
}
