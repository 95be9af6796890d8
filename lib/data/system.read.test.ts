import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/scripts/test/database";
import { type Database, openDatabase } from "./database";
import { readSystemState } from "./system.read";

let app: Database;
let owner: Database;
let careful: Database;
let careless: Database;

beforeAll(async () => {
  const urls = await testDatabase();
  app = openDatabase(urls.app, 1);
  owner = openDatabase(urls.owner, 1);
  careful = openDatabase(`${urls.app}?options=-c%20synchronous_commit%3Don`, 1);
  careless = openDatabase(`${urls.app}?options=-c%20synchronous_commit%3Doff`, 1);
});
afterAll(() => Promise.all([app.$disconnect(), careful.$disconnect(), owner.$disconnect(), careless.$disconnect()]));

/** The server of the tests runs without fsync; this test says so rather than hide it. */
const ofTheServer = /fsync off/;

it("has nothing else to say as the app's own role", async () => {
  const state = await readSystemState(careful);
  expect(state.failures.filter((failure) => !ofTheServer.test(failure))).toEqual([]);
  expect(state.warnings).toEqual([]);
});

it("isn't ready when a crash of the server may lose a commit", async () => {
  const state = await readSystemState(careful);
  expect(state.ready).toBe(false);
  expect(state.failures.join()).toMatch(ofTheServer);
});

it("warns when the role owns the tables", async () => {
  expect((await readSystemState(owner)).warnings).toHaveLength(1);
});

it("isn't ready when a commit may be lost", async () => {
  const state = await readSystemState(careless);
  expect(state.ready).toBe(false);
  expect(state.failures.join()).toContain("synchronous_commit");
});

it("isn't ready while migrations are missing", async () => {
  await owner.$executeRaw`update _prisma_migrations set finished_at = null where migration_name =
    (select max(migration_name) from _prisma_migrations)`;
  const state = await readSystemState(app);
  expect(state.ready).toBe(false);
  expect(state.failures.join()).toMatch(/Migrations are missing: \d+_/);
});
