import { afterAll, beforeAll, expect, it } from "vitest";
import { accept, refuse } from "@/lib/domain/refusal";
import { as, createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { transact } from "./transact";

let world: World;
let ctx: Context;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  ctx = as(world, world.people.owner);
});
afterAll(() => world.db.$disconnect());

type Step = (tx: Transaction) => Promise<unknown>;

/** Both have taken their first lock before either asks for its second. */
function meeting(): () => Promise<void> {
  let arrived = 0;
  let open: () => void;
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived === 2) open();
    return both;
  };
}

it.each([
  [
    "by raw statements",
    (id: string): Step =>
      (tx) =>
        tx.$queryRaw`select 1 from person where id = ${id} for update`,
  ],
  [
    "by updates",
    (id: string): Step =>
      (tx) =>
        tx.person.update({ where: { id }, data: { name: "Somebody" } }),
  ],
])("does the one again that lost a deadlock %s", async (_, take) => {
  const { owner, admin } = world.people;
  const met = meeting();
  const change = (first: string, second: string) =>
    transact(ctx, async (tx) => {
      await take(first)(tx);
      await met();
      await take(second)(tx);
      return accept(first);
    });
  expect(await Promise.all([change(owner.id, admin.id), change(admin.id, owner.id)])).toEqual([
    accept(owner.id),
    accept(admin.id),
  ]);
});

it("takes back what a refused change wrote, and does it once", async () => {
  let turns = 0;
  const result = await transact(ctx, async (tx) => {
    turns += 1;
    await tx.person.update({ where: { id: world.people.member.id }, data: { name: "Nobody" } });
    return refuse("forbidden", "No.");
  });
  expect(result).toMatchObject({ code: "forbidden" });
  expect(turns).toBe(1);
  expect(await world.db.person.findUnique({ where: { id: world.people.member.id } })).toMatchObject({ name: "Mona" });
});
