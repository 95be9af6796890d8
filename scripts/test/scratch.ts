import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Gives everything started from here one directory for temporary files, caches and settings, and removes it. */
export async function withScratch<T>(work: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "gonogo-test-"));
  // Root's PostgreSQL runs under another account and must get through.
  chmodSync(folder, 0o711);
  const names = ["TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"];
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = folder;
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.once("exit", clean);
  try {
    return await work();
  } finally {
    clean();
    process.removeListener("exit", clean);
    names.forEach((name, index) => {
      restore(name, before[index]);
    });
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
