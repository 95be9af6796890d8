import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Gives everything started from here one temporary directory and cache, removed at the end however it comes. */
export async function withScratch<T>(work: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "gonogo-test-"));
  // Root's PostgreSQL runs under another account and must get through.
  chmodSync(folder, 0o711);
  const { TMPDIR, XDG_CACHE_HOME } = process.env;
  Object.assign(process.env, { TMPDIR: folder, XDG_CACHE_HOME: path.join(folder, "cache") });
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.once("exit", clean);
  try {
    return await work();
  } finally {
    clean();
    process.removeListener("exit", clean);
    restore("TMPDIR", TMPDIR);
    restore("XDG_CACHE_HOME", XDG_CACHE_HOME);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
