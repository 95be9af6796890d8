import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const files = globSync("{app,components,lib}/**/*.{ts,tsx}", { cwd: root })
  .concat(globSync("*.ts", { cwd: root }))
  .filter((file) => !file.startsWith("lib/data/generated/") && file !== "next-env.d.ts")
  .sort();

/** Layers from the outside in; a file may import its own layer and those listed, packages apart. */
const mayImport: Record<string, readonly string[]> = {
  "lib/domain": [],
  "lib/markdown": ["lib/domain"],
  "lib/secret": ["lib/domain"],
  "lib/env": [],
  "lib/storage": ["lib/domain", "lib/env"],
  "lib/data": ["lib/domain", "lib/markdown", "lib/secret", "lib/storage", "lib/env"],
  "lib/notify": ["lib/domain", "lib/env"],
  "lib/auth": ["lib/domain", "lib/data", "lib/storage", "lib/env"],
  "lib/realtime": ["lib/domain", "lib/data", "lib/auth", "lib/env"],
  "lib/pdf": ["lib/domain", "lib/data"],
  "lib/jobs": ["lib/domain", "lib/data", "lib/auth", "lib/notify", "lib/storage", "lib/env"],
  "lib/http": [
    "lib/domain",
    "lib/markdown",
    "lib/secret",
    "lib/data",
    "lib/auth",
    "lib/realtime",
    "lib/jobs",
    "lib/notify",
    "lib/storage",
    "lib/env",
  ],
  components: ["lib/domain"],
  app: [
    "components",
    "lib/domain",
    "lib/markdown",
    "lib/data",
    "lib/auth",
    "lib/realtime",
    "lib/http",
    "lib/pdf",
    "lib/storage",
    "lib/env",
  ],
  root: ["lib/realtime", "lib/jobs", "lib/data", "lib/env"],
};

const owners: readonly { what: RegExp; owner: RegExp; name: string }[] = [
  {
    name: "the Prisma client",
    what: /from "(@prisma\/client|@prisma\/adapter-pg|[^"]*\/generated\/)/,
    owner: /^lib\/data\//,
  },
  { name: "next-auth", what: /from "next-auth/, owner: /^lib\/auth\// },
  { name: "process.env", what: /process\.env/, owner: /^lib\/env\.ts$/ },
];

const pure = /^lib\/(domain|markdown|secret)\//;
const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|from "node:|from "next|from "react|\bprocess\./;

function layerOf(file: string): string {
  const [top, second] = file.split("/");
  if (top === "app" || top === "components") return top;
  if (top === "lib" && second) return `lib/${second.replace(/\.tsx?$/, "")}`;
  return "root";
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return Array.from(text.matchAll(/(?:from|import\()\s*"([^"]+)"/g), ([, name]) => name ?? "").flatMap((name) => {
    if (name.startsWith("@/")) return [name.slice(2)];
    if (name.startsWith(".")) return [path.join(path.dirname(file), name)];
    return [];
  });
}

const source = files.filter((file) => !/\.test\.tsx?$/.test(file));

describe("architecture", () => {
  it("looks at the whole tree", () => {
    expect(source.length).toBeGreaterThan(50);
  });

  it.each(source.map((file) => [file]))("%s imports inwards only", (file) => {
    const layer = layerOf(file);
    const outward = importsOf(file)
      .map(layerOf)
      .filter((target) => target !== layer && !mayImport[layer]?.includes(target));
    expect(outward).toEqual([]);
  });

  it.each(owners.map((rule) => [rule.name, rule] as const))("only its owner touches %s", (_, rule) => {
    const trespassers = source.filter(
      (file) => !rule.owner.test(file) && rule.what.test(readFileSync(path.join(root, file), "utf8")),
    );
    expect(trespassers).toEqual([]);
  });

  it("keeps the rules free of clock, chance and I/O", () => {
    expect(
      source.filter((file) => pure.test(file) && impure.test(readFileSync(path.join(root, file), "utf8"))),
    ).toEqual([]);
  });

  it("has no barrels, no grab bags and no Server Actions", () => {
    expect(source.filter((file) => /(^|\/)(utils|helpers|misc)\.tsx?$/.test(file))).toEqual([]);
    expect(source.filter((file) => /export \* from/.test(readFileSync(path.join(root, file), "utf8")))).toEqual([]);
    expect(
      source.filter((file) => /^\s*["']use server["']/m.test(readFileSync(path.join(root, file), "utf8"))),
    ).toEqual([]);
  });

  it("names files in kebab-case", () => {
    const named = /^(\(?[a-z0-9.-]+\)?|\[+(\.\.\.)?[a-zA-Z]+\]+)$/;
    expect(files.filter((file) => !file.split("/").every((part) => named.test(part)))).toEqual([]);
  });

  it("keeps the top level to what is agreed and what tools force", () => {
    const agreed =
      /^(package(-lock)?\.json|next\.config\.js|README\.md|LICENSE|tsconfig\.json|biome\.json|postcss\.config\.mjs|proxy\.ts|instrumentation(-client)?\.ts|next-env\.d\.ts|tsconfig\.tsbuildinfo)$/;
    expect(globSync("*.*", { cwd: root }).filter((file) => !file.startsWith(".") && !agreed.test(file))).toEqual([]);
  });
});
