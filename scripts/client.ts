import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";

const folder = path.join(root, "lib", "data", "generated");
const stamp = path.join(folder, "schema.sha256");

/** Generates the Prisma client when the schema or Prisma itself has changed. Needs no network. True when it did. */
export async function generateClient(): Promise<boolean> {
  const hash = createHash("sha256");
  hash.update(readFileSync(path.join(root, "prisma", "schema.prisma")));
  hash.update(readFileSync(path.join(root, "node_modules", "prisma", "package.json")));
  const wanted = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return false;
  await run("node_modules/prisma/build/index.js", ["generate", "--schema", "prisma/schema.prisma"], {
    // `generate` only looks whether the engine is there: any program keeps it from asking the network for one.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  });
  writeFileSync(stamp, wanted);
  return true;
}

/** Runs a tool of node_modules quietly; what it wrote is in the error when it fails. */
export function run(script: string, args: string[], environment: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`${script} failed\n${output}`))));
  });
}
