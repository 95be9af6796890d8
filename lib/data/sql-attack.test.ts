import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorld, testNow, type World } from "@/prisma/factories/world";
import { playDossiers } from "@/scripts/attack/play";
import { attackSql } from "@/scripts/attack/sql";
import { generator } from "@/scripts/generator";
import { testDatabase } from "@/scripts/test/database";
import { readAnchors } from "./checkpoint.read";
import { writeCheckpoint } from "./checkpoint.write";
import { type Database, openDatabase } from "./database";

const seed = 4;
const rounds = 2;
let urls: Awaited<ReturnType<typeof testDatabase>>;
let world: World;
let superuser: Database;

beforeAll(async () => {
  urls = await testDatabase();
  world = await createWorld(urls.app);
  superuser = openDatabase(urls.superuser, 2);
  await playDossiers(world, 3, generator(seed));
  await writeCheckpoint(world.db, testNow);
});
afterAll(() => Promise.all([world.db.$disconnect(), superuser.$disconnect()]));

const attack = async (more: Partial<Parameters<typeof attackSql>[0]> = {}) =>
  attackSql({ urls, superuser, anchors: await readAnchors(), rounds, random: generator(seed), ...more });

it(`refuses data statements to the app's role and to the owner, and finds what can't be refused (seed ${seed})`, async () => {
  const { refused, detected } = await attack();
  expect(refused.violations).toEqual([]);
  expect(detected.violations).toEqual([]);
  expect({ app: refused.app, owner: refused.owner, detected: detected.tried }).toEqual({
    app: 50 * rounds,
    owner: 24 * rounds,
    detected: 22 * rounds,
  });
}, 120_000);

it("turns red when a statement is let through", async () => {
  const planted = {
    "append as it is meant": () =>
      "select append_audit('workspace', (select min(id) from workspace), now(), '{}', null, null)",
  };
  const { refused } = await attack({ planted, rounds: 1 });
  expect(refused.violations.map((line) => line.split(":")[0])).toEqual([
    "app, append as it is meant",
    "owner, append as it is meant",
  ]);
}, 120_000);

it("turns red with a verifier that asks no checkpoint", async () => {
  const { detected } = await attack({ rounds: 1, blind: true });
  expect(detected.violations.length).toBeGreaterThan(0);
}, 120_000);
