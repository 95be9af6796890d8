import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Crowd, createCrowd, relations } from "@/prisma/factories/crowd";
import { samples } from "@/prisma/factories/samples";
import { createWorld, type World } from "@/prisma/factories/world";
import { expected, got, guarded, call as send } from "@/scripts/attack/access-verdict";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let crowd: Crowd;
let asked = 0;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  crowd = await createCrowd(world);
});
afterAll(() => world.db.$disconnect());

const call: typeof send = (...sent) => {
  asked += 1;
  return send(...sent);
};

describe("authorisation", () => {
  it("has a sample of every operation", () => {
    expect(guarded.map(({ id }) => id).filter((id) => !(id in samples))).toEqual([]);
  });

  it.each(guarded.map((operation) => [operation.id, operation] as const))("%s needs somebody", async (_, operation) => {
    expect((await call(operation, null, crowd.targets.own)).status).toBe(401);
  });

  it.each(guarded.map((operation) => [operation.id, operation] as const))(
    "%s refuses whom the table refuses",
    async (_, operation) => {
      const wrong: string[] = [];
      const bodies = new Set<string>();
      for (const caller of crowd.callers) {
        for (const relation of relations) {
          const want = expected(operation, caller, relation);
          if (want === "allow") continue;
          const answer = await call(operation, caller, crowd.targets[relation]);
          const fine = got(answer) !== "allow";
          if (!fine)
            wrong.push(`${caller.name}, ${relation}: ${want} expected, ${answer.status} ${answer.text.slice(0, 120)}`);
          if (want === "hidden" && answer.status === 404) bodies.add(answer.text);
        }
      }
      expect(wrong).toEqual([]);
      expect(bodies.size).toBeLessThanOrEqual(1);
    },
  );

  it.each(guarded.filter(({ id }) => !samples[id]?.ends).map((operation) => [operation.id, operation] as const))(
    "%s lets in whom the table lets in",
    async (_, operation) => {
      const wrong: string[] = [];
      for (const caller of crowd.callers) {
        for (const relation of ["own", "other"] as const) {
          if (expected(operation, caller, relation) !== "allow") continue;
          const answer = await call(operation, caller, crowd.targets[relation]);
          if (got(answer) !== "allow" || answer.status >= 500)
            wrong.push(`${caller.name}, ${relation}: ${answer.status} ${answer.text.slice(0, 160)}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it.each(
    guarded.filter((operation) => operation.path.includes(":")).map((operation) => [operation.id, operation] as const),
  )("%s tells a stranger nothing", async (_, operation) => {
    for (const relation of ["own", "other", "unknown"] as const) {
      const answer = await call(operation, crowd.stranger, crowd.targets[relation]);
      expect([relation, got(answer)]).toEqual([relation, "hidden"]);
    }
  });

  it("asked a thousand times and more", () => {
    expect(asked).toBeGreaterThan(1000);
  });
});
