import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { WorkspaceRole } from "./actor";
import { takesPart } from "./takes-part";

it.each<[WorkspaceRole[], boolean, boolean]>([
  [["member"], false, true],
  [["admin", "member"], false, true],
  [["member"], true, false],
  [["auditor"], false, false],
  [["member", "auditor"], false, false],
  [[], false, false],
])("with the roles %j, disabled: %s, takes part: %s", (roles, disabled, result) => {
  expect(takesPart({ roles, disabled })).toBe(result);
});

it("is asked by the screens, which never judge roles themselves", () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const screens = globSync("{app,components}/**/*.{ts,tsx}", { cwd: root });
  expect(screens.length).toBeGreaterThan(100);
  expect(screens.filter((file) => readFileSync(path.join(root, file), "utf8").includes('includes("auditor")'))).toEqual(
    [],
  );
});
