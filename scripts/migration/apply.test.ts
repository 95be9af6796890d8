import { afterAll, beforeAll, expect, test } from "vitest";
import { appRole, withClient } from "../postgres/roles.ts";
import { startTemporaryServer, type TemporaryServer } from "../postgres/temporary.ts";
import { applyMigrations } from "./apply.ts";
import { listMigrations } from "./files.ts";

let server: TemporaryServer;
beforeAll(async () => {
  server = await startTemporaryServer();
});
afterAll(() => server.stop());

const names = listMigrations().migrationDirectories.map((migration) => migration.path);

test("instances that start at once apply each migration once between them", async () => {
  const { owner } = await server.createDatabase();
  const applied = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(owner, appRole)));
  expect(applied.flat()).toEqual(names);
  expect(await applyMigrations(owner, appRole)).toEqual([]);
});

test("a database of a newer version and an edited migration are refused", async () => {
  const { owner } = await server.createDatabase();
  await applyMigrations(owner, appRole);
  const change = (sql: string) => withClient(owner, (client) => client.query(sql));
  await change(`update _prisma_migrations set checksum = 'x' where migration_name = '${names[0]}'`);
  await expect(applyMigrations(owner, appRole)).rejects.toThrow(`${names[0]} has changed since`);
  await change(`update _prisma_migrations set migration_name = '99990101000000_next'`);
  await expect(applyMigrations(owner, appRole)).rejects.toThrow("does not know: 99990101000000_next");
});

test("a migration that fails leaves nothing of itself", async () => {
  const { owner } = await server.createDatabase();
  // The last statement of the first migration meets a table that is there already.
  await withClient(owner, (client) => client.query("create table run (id int)"));
  await expect(applyMigrations(owner, appRole)).rejects.toThrow(`The migration ${names[0]} failed and was undone`);
  const tables = await withClient(owner, (client) =>
    client.query(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
    ),
  );
  expect(tables.rows.map((row) => row.relname)).toEqual(["_prisma_migrations", "run"]);
  await withClient(owner, (client) => client.query("drop table run"));
  expect(await applyMigrations(owner, appRole)).toEqual(names);
});

test("a function that differs from its file is replaced", async () => {
  const { owner, app } = await server.createDatabase();
  await applyMigrations(owner, appRole);
  const read = () => withClient(app, (client) => client.query("select run_snapshot('none', 'none') as snapshot"));
  await withClient(owner, (client) =>
    client.query(`create or replace function run_snapshot(p_workspace text, p_run text) returns json
      language sql as $$ select '{"old": true}'::json $$`),
  );
  expect((await read()).rows).toEqual([{ snapshot: { old: true } }]);
  expect(await applyMigrations(owner, appRole)).toEqual([]);
  expect((await read()).rows).toEqual([{ snapshot: null }]);
});

test("the app's role reaches the tables and can't change the schema or the bookkeeping", async () => {
  const { owner, app } = await server.createDatabase();
  await applyMigrations(owner, appRole);
  const asApp = (sql: string) => withClient(app, (client) => client.query(sql));
  expect((await asApp("select count(*)::int as people from person")).rows).toEqual([{ people: 0 }]);
  for (const sql of ["alter table person add column x int", "drop table person", "create table x (id int)"])
    await expect(asApp(sql)).rejects.toThrow(/must be owner|permission denied/);
  await expect(asApp("delete from _prisma_migrations")).rejects.toThrow("permission denied");
});
