import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "../paths.ts";
import { listMigrations } from "./files.ts";

/** The migrations from before `prisma/functions`; an applied migration is never edited. */
const firstWithout = "20261125180000";

test("no migration redefines a function that has a file: the file would undo it", () => {
  const names = readdirSync(path.join(root, "prisma", "functions")).map((file) => path.basename(file, ".sql"));
  expect(names).toContain("run_snapshot");
  const defined = listMigrations().migrationDirectories.flatMap(({ path: migration, migrationFile: { content } }) => {
    if (migration < firstWithout || content.tag !== "ok") return [];
    const { value } = content;
    return names.filter((name) => value.includes(`function ${name}(`)).map((name) => `${migration}: ${name}`);
  });
  expect(defined).toEqual([]);
});
