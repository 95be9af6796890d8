import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const named = [
  ...new Set(
    Array.from(
      readFileSync(path.join(root, "docs/security.md"), "utf8").matchAll(/`([\w./-]+\.tsx?)`/g),
      ([, file]) => file ?? "",
    ),
  ),
];

it("names tests that are there", () => {
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
