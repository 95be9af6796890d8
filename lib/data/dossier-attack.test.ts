import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorld, type World } from "@/prisma/factories/world";
import { attackDossiers } from "@/scripts/attack/dossier";
import { playDossiers } from "@/scripts/attack/play";
import { generator } from "@/scripts/generator";
import { testDatabase } from "@/scripts/test/database";
import type { Dossier } from "./dossier.read";

const seed = 20_261_125;
const each = 100;
let world: World;
let dossiers: Dossier[];
let pinned: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  dossiers = await playDossiers(world, 12, generator(seed));
  pinned = dossiers[0]?.keys[0]?.keyId ?? "";
}, 120_000);
afterAll(() => world.db.$disconnect());

it(`finds every one of 20 kinds of tampering, ${each} each, and nothing wrong with what is whole (seed ${seed})`, () => {
  const outcome = attackDossiers({ dossiers, each, random: generator(seed), pinned });
  expect(outcome.falseAlarms).toEqual([]);
  expect(Object.keys(outcome.kinds)).toHaveLength(20);
  for (const [kind, tally] of Object.entries(outcome.kinds)) {
    expect([kind, tally.tried, tally.undetected]).toEqual([kind, each, 0]);
  }
}, 120_000);

it.each<[string, Parameters<typeof attackDossiers>[0]["judge"], string | null]>([
  [
    "looks only at the seal's own faults of content",
    (check) => check?.faults.some(({ text }) => /isn't what was sealed/.test(text)) ?? true,
    "pinned",
  ],
  [
    "looks away from seal, key and checkpoints",
    (check) => check?.faults.some(({ link }) => !["seal", "key", "checkpoint"].includes(link)) ?? true,
    "pinned",
  ],
  ["believes any key", undefined, null],
])("turns red with a verifier that %s", (_, judge, key) => {
  const random = generator(seed);
  const outcome = attackDossiers({ dossiers, each: 10, random, pinned: key && pinned, ...(judge ? { judge } : {}) });
  expect(outcome.falseAlarms).toEqual([]);
  expect(Object.values(outcome.kinds).reduce((sum, { undetected }) => sum + undetected, 0)).toBeGreaterThan(0);
});

it("turns red with an alarm that always rings", () => {
  const outcome = attackDossiers({ dossiers, each: 1, random: generator(seed), pinned, judge: () => true });
  expect(outcome.falseAlarms).toHaveLength(dossiers.length);
});
