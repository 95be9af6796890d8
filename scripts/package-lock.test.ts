import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "./paths.ts";

type Entry = { version?: string; hasInstallScript?: boolean; optionalDependencies?: Record<string, string> };

const read = (name: string) => JSON.parse(readFileSync(path.join(root, name), "utf8"));
const manifest = read("package.json");
const entries: [string, Entry][] = Object.entries(read("package-lock.json").packages);
const nameOf = (place: string) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);

test("every dependency is pinned", () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+/.test(String(version)))).toEqual([]);
});

test("the lock file names the packages of every platform: npm ci refuses one that does not, and no mirror has them all", () => {
  const known = new Set(entries.map(([place]) => nameOf(place)));
  const wanted = entries.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}));
  expect(wanted.filter((name) => !known.has(name))).toEqual([]);
});

test("each install script is allowed or denied by name", () => {
  const names = entries.filter(([, entry]) => entry.hasInstallScript).map(([place]) => nameOf(place));
  expect(names.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
});

test("what Prisma's parts are made from is one version", () => {
  const { prisma, ...others } = manifest.dependencies;
  for (const name of ["@prisma/client", "@prisma/adapter-pg", "@prisma/driver-adapter-utils"])
    expect(others[name]).toBe(prisma);
  expect(others["@prisma/schema-engine-wasm"].startsWith(`${prisma}-`)).toBe(true);
});
