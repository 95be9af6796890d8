import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { check } from "recheck";
import { parseSync } from "vite";
import { expect, test, vi } from "vitest";
import { limits } from "@/lib/markdown/source-text";
import { root } from "./paths.ts";

/** Where texts from outside are read. */
const folders = ["lib/domain", "lib/markdown", "lib/secret"];
const files = folders.flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name}`),
);

type Found = { where: string; source: string; flags: string };

/** Those written as literals, from the syntax tree. */
function literals(file: string): Found[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const found: Found[] = [];
  const look = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("regex" in node && "start" in node) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      const line = text.slice(0, Number(node.start)).split("\n").length;
      found.push({ where: `${file}:${line}`, source: pattern, flags });
    } else for (const each of Object.values(node)) look(each);
  };
  look(parseSync(file, text, { lang: "ts" }).program);
  return found;
}

/** Those put together with `new RegExp` while the modules load. */
async function constructed(): Promise<Found[]> {
  const found: Found[] = [];
  const Native = RegExp;
  let where = "";
  vi.stubGlobal(
    "RegExp",
    new Proxy(Native, {
      construct: (target, [pattern, flags = ""]) => {
        const made = new target(pattern, flags);
        if (where) found.push({ where, source: made.source, flags });
        return made;
      },
    }),
  );
  vi.resetModules();
  for (const file of files) {
    where = `put together for ${file}`;
    await import(path.join(root, file));
  }
  vi.unstubAllGlobals();
  return found;
}

/** The longest line an import takes, and what its worst reading by one expression may take of the processor. */
const longest = limits.lineLength;
const mostMilliseconds = 200;
const read = `flags.includes("g") ? attack.replace(new RegExp(source, flags), "") : new RegExp(source, flags).exec(attack)`;

/** Asks for an attack, by analysis and where that takes too long by search, and tries it at the length we take in. */
async function faultOf({ where, source, flags }: Found): Promise<string[]> {
  let told = await check(source, flags, { timeout: 3000 });
  if (told.status === "unknown") told = await check(source, flags, { checker: "fuzz", timeout: 5000 });
  if (told.status !== "vulnerable") return [];
  const { pumps, suffix } = told.attack;
  const each = Math.floor(longest / pumps.length);
  const attack = pumps.map(({ prefix, pump }) => prefix + pump.repeat(Math.ceil(each / pump.length))).join("") + suffix;
  const began = process.cpuUsage();
  try {
    // Given up rather than waited for: the worst would take hours.
    runInNewContext(read, { source, flags, attack }, { timeout: 10 * mostMilliseconds });
  } catch {
    return [`${where}: more than ${10 * mostMilliseconds} ms, ${told.complexity.summary}, /${source.slice(0, 80)}/`];
  }
  const { user, system } = process.cpuUsage(began);
  const took = Math.round((user + system) / 1000);
  return took < mostMilliseconds ? [] : [`${where}: ${took} ms, ${told.complexity.summary}, /${source.slice(0, 80)}/`];
}

test("no regular expression that reads texts from outside takes longer on a line than it may", {
  timeout: 900_000,
}, async () => {
  const all = [...files.flatMap(literals), ...(await constructed())];
  expect(all.length).toBeGreaterThan(350);
  const faults: string[] = [];
  for (const each of all) faults.push(...(await faultOf(each)));
  expect(faults).toEqual([]);
});

test("one that backtracks is found, and one that is put together", async () => {
  const where = "here";
  expect(await faultOf({ where, source: "\\s+$", flags: "" })).toEqual([expect.stringContaining("here: ")]);
  expect(await faultOf({ where, source: "^a{1,40}$", flags: "" })).toEqual([]);
  expect((await constructed()).some(({ source }) => source.includes("\\{\\{"))).toBe(true);
});
