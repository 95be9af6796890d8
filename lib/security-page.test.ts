import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const page = readFileSync(path.join(root, "docs/security.md"), "utf8");
const named = [...new Set(Array.from(page.matchAll(/`([\w./-]+\.tsx?)`/g), ([, file]) => file ?? ""))];

/** How many requirements of level 1 and 2 a section of ASVS 5.0.0 has, from the first on; level 3 comes after them. */
const sections: Record<string, readonly number[]> = {
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 12, 4, 4, 5, 3, 0, 4],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 4, 1, 1],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
};
const requirements = Object.entries(sections).flatMap(([chapter, counts]) =>
  counts.flatMap((count, at) => Array.from({ length: count }, (_, n) => `${chapter}.${at + 1}.${n + 1}`)),
);
const rows = Array.from(page.matchAll(/^\| (\d+\.[\d., ]+?)( \(level 3\))? \| ([+ox-]) \| (.+) \|$/gm), (row) => {
  return { ids: (row[1] ?? "").split(", "), more: row[2] !== undefined, holds: row[3], where: row[4] ?? "" };
});

it("names tests that are there", () => {
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

it("says of each requirement of both levels, once, whether it holds", () => {
  expect(requirements.length).toBe(253);
  const said = rows.filter(({ more }) => !more).flatMap(({ ids }) => ids);
  expect([...said].sort()).toEqual([...requirements].sort());
});

it("names a test, a command or a journey where it says that one holds by test", () => {
  const bare = rows.filter(
    ({ holds, where }) => holds === "+" && !/`[^`]+(\.test\.tsx?|\.spec\.ts|fixtures\.ts)`|`npm run/.test(where),
  );
  expect(bare.map(({ ids }) => ids)).toEqual([]);
});
