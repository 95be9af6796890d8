import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateClient } from "./client.ts";
import { root } from "./paths.ts";
import { isAlive, until } from "./process.ts";
import { errorCode, explained, Refusal } from "./refusal.ts";
import type { Progress } from "./stage.ts";

const output = path.join(root, ".next");
const stamp = path.join(output, "gonogo-build.sha256");

/** Everything a build reads; tests and scripts are no part of it. */
const sources = [
  "{app,components,lib,templates,public,prisma}/**/*",
  "*.{ts,js,mjs,cjs,json}",
  "node_modules/next/package.json",
];
const left = /(^|\/)(generated\/|next-env\.d\.ts$)|\.test\.tsx?$|\/migrations\//;

/** Builds for production when sources or packages have changed since the last build; instances take turns. */
export async function buildWhenNeeded(progress: Progress): Promise<void> {
  progress("waiting for another build");
  await withBuildLock(async () => {
    progress("Prisma client");
    await generateClient();
    const wanted = sourceHash();
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return progress("up to date");
    // Without its stamp a build that breaks off is made again at the next start.
    rmSync(stamp, { force: true });
    progress("building for production");
    await nextBuild();
    writeFileSync(stamp, wanted);
    progress("built for production");
  });
}

function sourceHash(): string {
  const hash = createHash("sha256").update(process.version);
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .filter((file) => !left.test(file))
    .sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

async function withBuildLock(work: () => Promise<void>): Promise<void> {
  const file = path.join(root, "node_modules", ".gonogo-build.lock");
  const mine = () => {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return true;
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw explained(error, "the clone");
      const holder = Number(existsSync(file) && readFileSync(file, "utf8"));
      if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
      return false;
    }
  };
  if (!(await until(mine, 600)))
    throw new Refusal("Another process has been building for ten minutes.", `If there is none, remove ${file}.`);
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  try {
    await work();
  } finally {
    release();
    process.removeListener("exit", release);
  }
}

function nextBuild(): Promise<void> {
  mkdirSync(output, { recursive: true });
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  let log = "";
  const collect = (chunk: Buffer) => {
    log = (log + chunk).slice(-20_000);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.removeListener("exit", kill);
      if (code === 0) return resolve();
      const full = explained(new Error(log), "the clone");
      if (full instanceof Refusal) return reject(full);
      reject(new Refusal(`The production build failed:\n\n${log.trim()}\n`, "Mend what it names, then start again."));
    });
  });
}
