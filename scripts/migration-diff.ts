import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { diffMigrations } from "./migration/diff.ts";
import { root } from "./paths.ts";
import { startTemporaryServer } from "./postgres/temporary.ts";

/** `npm run -s migration:new -- NAME` writes the difference between schema.prisma and the migrations as a new one. */
const name = process.argv[2];
if (!name || !/^(?:-|[a-z][a-z0-9_]*)$/.test(name)) {
  console.error("Usage: npm run -s migration:new -- name_in_snake_case   (- prints the SQL and writes nothing)");
  process.exit(2);
}
const server = await startTemporaryServer();
try {
  const main = await server.createDatabase();
  const shadow = await server.createDatabase();
  const sql = await diffMigrations(main.superuser, shadow.superuser);
  if (name === "-") console.log(sql);
  else if (sql === "") console.log("The migrations already build what prisma/schema.prisma says.");
  else console.log(write(sql));
} finally {
  await server.stop();
}

function write(sql: string): string {
  const time = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = path.join(root, "prisma", "migrations", `${time}_${name}`);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "migration.sql");
  writeFileSync(file, sql);
  return path.relative(root, file);
}
