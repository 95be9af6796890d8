import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as session } from "@/app/api/v1/session/route";
import { createPerson, signInAs, visitor } from "@/prisma/factories/visitor";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { RateLimit } from "./rate-limit";

let world: World;

beforeAll(async () => {
  const urls = await testDatabase();
  process.env.GONOGO_RATE_LIMIT = "20";
  process.env.GONOGO_RATE_LIMIT_STRANGERS = "5";
  world = await createWorld(urls.app);
});
afterAll(() => world.db.$disconnect());

describe("calls a minute", () => {
  it("are counted to whoever calls: their answers say what is left, then when to come back", async () => {
    const someone = await createPerson(world.db, world.workspaceId, ["member"]);
    const [here, there] = [await signInAs(someone), await signInAs(someone)];
    const ask = (who = here) => who.call(session, "GET", "/session");
    const first = await ask();
    expect(first.headers.get("ratelimit-policy")).toBe('"principal";q=20;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"principal";r=19;t=(60|59)$/);
    for (let n = 0; n < 19; n += 1) expect((await ask(n % 2 ? here : there)).status).toBe(200);
    const late = await ask();
    expect(late).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(50);
    const other = await signInAs(await createPerson(world.db, world.workspaceId, ["member"]));
    expect((await ask(other)).status).toBe(200);
  });

  it("are counted to the address of strangers", async () => {
    const stranger = visitor("203.0.113.77");
    const statuses = [];
    for (let n = 0; n < 7; n += 1) statuses.push((await stranger.call(session, "GET", "/session")).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await visitor("203.0.113.78").call(session, "GET", "/session")).status).toBe(401);
  });

  it("begin anew after a minute, and remember a bounded number of callers", () => {
    const limit = new RateLimit();
    expect(limit.take("a", 1, 0).left).toBe(0);
    expect(limit.take("a", 1, 59_999).left).toBe(-1);
    expect(limit.take("a", 1, 60_000).left).toBe(0);
    for (let n = 0; n < 50_000; n += 1) limit.take(`address:${n}`, 1, 61_000);
    expect(limit.take("a", 1, 61_001).left).toBe(0);
  });
});
