import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actorOf } from "@/lib/auth/actor";
import type { Actor } from "@/lib/domain/actor";
import { permissions } from "@/lib/domain/permission";
import { type Caller, type Crowd, createCrowd, relations, type Target } from "@/prisma/factories/crowd";
import { directCalls, notDirect } from "@/prisma/factories/direct-calls";
import { samples } from "@/prisma/factories/samples";
import { createWorld, type World } from "@/prisma/factories/world";
import { expected, guarded, type Operation, type Verdict } from "@/scripts/attack/access-verdict";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let crowd: Crowd;
const actors = new Map<string, Actor>();
let asked = 0;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  crowd = await createCrowd(world);
  for (const { name, headers } of [...crowd.callers, crowd.stranger]) {
    actors.set(name, (await actorOf(new Request("http://localhost:3000/", { headers }))) as Actor);
  }
});
afterAll(() => world.db.$disconnect());

/** Functions of lib/data that take a context and may be called from outside it. */
function exported(): string[] {
  const files = readdirSync(import.meta.dirname).filter((file) => /\.(read|write)\.ts$/.test(file));
  return files.flatMap((file) => {
    const text = readFileSync(path.join(import.meta.dirname, file), "utf8");
    const heads = text.matchAll(/^export (?:async )?function\*? (\w+)(?:<[^(]*>)?\(\s*(?:\w+|\{[^}]*\}): (\w+)/gm);
    return Array.from(heads).flatMap(([, name = "", type]) => (/^(Anonymous)?Context$/.test(type ?? "") ? [name] : []));
  });
}

async function verdictOf(name: string, { name: who }: Caller, target: Target): Promise<Verdict> {
  asked += 1;
  const [, ask] = directCalls[name] as (typeof directCalls)[string];
  const actor = actors.get(who) as Actor;
  const answer = (await ask({ actor, db: world.db, now: new Date() }, target)) as { ok?: boolean; code?: string };
  if (answer.ok !== false) return "allow";
  if (answer.code === "not_found") return "hidden";
  return answer.code === "forbidden" ? "deny" : "allow";
}

const operationOf = (name: string) => guarded.find(({ id }) => id === directCalls[name]?.[0]) as Operation;
const names = Object.keys(directCalls);

describe("straight against lib/data", () => {
  it("every function that takes a context is called here, or says why not", () => {
    const there = exported();
    expect(there.length).toBeGreaterThan(100);
    expect(there.filter((name) => !(name in directCalls) && !(name in notDirect))).toEqual([]);
    expect([...names, ...Object.keys(notDirect)].filter((name) => !there.includes(name))).toEqual([]);
    expect(names.filter((name) => !operationOf(name))).toEqual([]);
  });

  it.each(names)("%s refuses whom the table refuses, without anything before it", async (name) => {
    const operation = operationOf(name);
    const wrong: string[] = [];
    for (const caller of crowd.callers) {
      for (const relation of relations) {
        const want = expected(operation, caller, relation);
        if (want === "allow") continue;
        const got = await verdictOf(name, caller, crowd.targets[relation]);
        if (got === "allow") wrong.push(`${caller.name}, ${relation}: let in, ${want} expected`);
      }
    }
    if (operation.path.includes(":")) {
      for (const relation of ["own", "other", "unknown"] as const) {
        const got = await verdictOf(name, crowd.stranger, crowd.targets[relation]);
        if (got !== "hidden") wrong.push(`stranger, ${relation}: ${got}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(names.filter((name) => !samples[operationOf(name)?.id ?? ""]?.ends))(
    "%s lets in whom the table lets in",
    async (name) => {
      const operation = operationOf(name);
      const wrong: string[] = [];
      for (const caller of crowd.callers) {
        for (const relation of ["own", "other"] as const) {
          if (expected(operation, caller, relation) !== "allow") continue;
          const got = await verdictOf(name, caller, crowd.targets[relation]);
          if (got !== "allow") wrong.push(`${caller.name}, ${relation}: ${got}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it("finds a hole in the table", async () => {
    const cell = permissions["workspace.edit"] as unknown as { who: string[] };
    const member = crowd.callers.find(({ name }) => name === "member") as Caller;
    expect(expected(operationOf("changeWorkspace"), member, "own")).toBe("deny");
    cell.who.push("member");
    const got = await verdictOf("changeWorkspace", member, crowd.targets.own);
    cell.who.pop();
    expect(got).toBe("allow");
  });

  it("asked two thousand times and more", () => expect(asked).toBeGreaterThan(2000));
});
