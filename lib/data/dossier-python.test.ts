import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorld, type World } from "@/prisma/factories/world";
import { tamperedVectors } from "@/scripts/attack/dossier";
import { playDossiers } from "@/scripts/attack/play";
import { generator } from "@/scripts/generator";
import { testDatabase } from "@/scripts/test/database";
import type { Dossier } from "./dossier.read";

const script = path.resolve(import.meta.dirname, "../../docs/verify_dossier.py");
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), "gonogo-vectors-"));
let world: World;
let dossiers: Dossier[];

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  dossiers = await playDossiers(world, 4, generator(9));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.db.$disconnect();
});

/** What the second verifier says of each, by the name it was given. */
function verdicts(vectors: readonly (readonly [name: string, dossier: Dossier])[]): Record<string, boolean> {
  mkdirSync(folder, { recursive: true });
  const files = vectors.map(([name, dossier], index) => {
    const file = path.join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(dossier));
    return { name, file };
  });
  const pinned = dossiers[0]?.keys[0]?.keyId ?? "";
  const { stdout, stderr } = spawnSync("python3", [script, "--key", pinned, ...files.map(({ file }) => file)], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  expect(stderr).toBe("");
  return Object.fromEntries(files.map(({ name, file }) => [name, stdout.includes(`${file}: nothing wrong\n`)]));
}

it.skipIf(!hasPython)(
  "finds with the second verifier what the first finds, and nothing wrong with what is whole",
  () => {
    const whole = dossiers.map((dossier) => [`whole ${dossier.run.id}`, dossier] as const);
    const tampered = tamperedVectors(dossiers, generator(9), 3);
    expect(tampered).toHaveLength(60);
    const said = verdicts([...whole, ...tampered]);
    expect(Object.entries(said).filter(([name, fine]) => fine !== name.startsWith("whole"))).toEqual([]);
  },
  120_000,
);
