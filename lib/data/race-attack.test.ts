import { afterAll, beforeAll, expect, it } from "vitest";
import { answerGate } from "@/lib/domain/gate-answer";
import { as, createWorld, testNow, value, type World } from "@/prisma/factories/world";
import { type Ask, attackRace } from "@/scripts/attack/race";
import { edits } from "@/scripts/attack/race-edits";
import { generator } from "@/scripts/generator";
import { testDatabase } from "@/scripts/test/database";
import { openDatabase } from "./database";
import { readGateAnswer } from "./gate.read";
import { readSnapshot } from "./run-snapshot.read";

const seed = 7;
let world: World;

beforeAll(async () => {
  const { app } = await testDatabase();
  const small = await createWorld(app);
  await small.db.$disconnect();
  world = { ...small, db: openDatabase(app, 20) };
});
afterAll(() => world.db.$disconnect());

const race = (pairs: number, ask?: Ask) =>
  attackRace({ world, pairs, random: generator(seed), ...(ask ? { ask } : {}) });

it(`never answers GO for a signature that an edit made stale meanwhile (1,000 pairs, seed ${seed})`, async () => {
  const outcome = await race(1_000);
  expect(outcome.falseGo).toEqual([]);
  expect(outcome.missedGo).toEqual([]);
  expect(outcome.pairs).toBeGreaterThanOrEqual(1_000);
  // Both sides of the edit were seen, or nothing was raced.
  expect(Math.min(outcome.before, outcome.after)).toBeGreaterThan(100);
  expect(Object.keys(outcome.edits)).toHaveLength(Object.keys(edits).length);
}, 120_000);

it("turns red with a gate that reads its head after its rows", async () => {
  const twice: Ask = async ({ db }, runId, now) => {
    const { verdict } = value(await readGateAnswer(as(world, world.people.owner, now), runId, "go-live"));
    const { seq } = await db.run.findUniqueOrThrow({ where: { id: runId }, select: { seq: true } });
    return { verdict, seq: Number(seq) };
  };
  expect((await race(400, twice)).falseGo.length).toBeGreaterThan(0);
}, 120_000);

it("turns red with a gate whose clock stands still while evidence runs out", async () => {
  const stopped: Ask = async (_, runId) =>
    value(await readGateAnswer(as(world, world.people.owner, testNow), runId, "go-live"));
  expect((await race(600, stopped)).falseGo.length).toBeGreaterThan(0);
}, 120_000);

it("turns red with a gate that counts signatures for what they covered before", async () => {
  const believing: Ask = async ({ db, workspaceId }, runId) => {
    const snapshot = await readSnapshot(db, workspaceId, runId);
    if (!snapshot) throw new Error("no run");
    const items = Object.fromEntries(
      Object.entries(snapshot.items).map(([key, row]) => [
        key,
        {
          ...row,
          state: "passed" as const,
          revision: snapshot.signatures.at(-1)?.leaves.find((leaf) => leaf.key === key)?.revision ?? row.revision,
        },
      ]),
    );
    return answerGate({ ...snapshot, items }, testNow.toISOString(), "go-live");
  };
  expect((await race(200, believing)).falseGo.length).toBeGreaterThan(0);
}, 120_000);
