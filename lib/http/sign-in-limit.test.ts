import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as beginPasskey } from "@/app/api/v1/session/passkey/begin/route";
import { POST as passkeySession } from "@/app/api/v1/session/passkey/route";
import { POST as signIn } from "@/app/api/v1/session/route";
import { deviceCookie } from "@/lib/auth/cookie";
import { accountFailures, addressFailures, signIn as signInWith } from "@/lib/auth/sign-in";
import { race } from "@/prisma/factories/race";
import { createPerson, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let superuser: string;

beforeAll(async () => {
  const urls = await testDatabase();
  superuser = urls.superuser;
  world = await createWorld(urls.app);
});
afterAll(() => world.db.$disconnect());

const person = () => createPerson(world.db, world.workspaceId, ["member"]);
const attempt = async (who: Visitor, email: string, password = "a wrong password") =>
  (await who.call(signIn, "POST", "/session", { body: { email, password } })).status;

async function fail(times: number, email: string, who: () => Visitor): Promise<number[]> {
  return Promise.all(Array.from({ length: times }, () => attempt(who(), email)));
}

describe("the limit of an account", () => {
  it("stops strangers, wherever they come from, before the password is looked at", async () => {
    const { email } = await person();
    expect(new Set(await fail(accountFailures, email, visitor))).toEqual(new Set([401]));
    const answer = await visitor().call(signIn, "POST", "/session", { body: { email, password: testPassword } });
    expect(answer).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(800);
  });

  it("turns a flood away without waiting for the one whose turn it is", async () => {
    const { email } = await person();
    await fail(accountFailures, email, visitor);
    const busy = new pg.Client({ connectionString: superuser });
    await busy.connect();
    await busy.query("begin");
    await busy.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`sign-in account:${email}`]);
    const statuses = await fail(5, email, visitor);
    await busy.end();
    expect(new Set(statuses)).toEqual(new Set([429]));
  });

  it("lets nobody through by coming all at once", async () => {
    const { email } = await person();
    // Reading goes on and writing waits: who looked before the others wrote would see room for everybody.
    const lock = "lock table sign_in_failure in exclusive mode";
    const statuses = await race(superuser, lock, 14, () => fail(14, email, visitor));
    expect(statuses.filter((status) => status === 401)).toHaveLength(accountFailures);
    expect(statuses.filter((status) => status === 429)).toHaveLength(14 - accountFailures);
  });

  it("counts addresses without an account alike", async () => {
    const email = "nobody.at.all@example.test";
    await fail(accountFailures, email, visitor);
    expect(await attempt(visitor(), email)).toBe(429);
  });

  it("leaves the honest alone: a known address and a known browser have budgets of their own", async () => {
    const { email } = await person();
    const [office, laptop] = [visitor("198.51.100.7"), visitor("198.51.100.8")];
    expect(await attempt(office, email, testPassword)).toBe(200);
    expect(await attempt(laptop, email, testPassword)).toBe(200);
    await fail(accountFailures, email, visitor);
    expect(await attempt(visitor(), email, testPassword)).toBe(429);
    expect(await attempt(visitor("198.51.100.7"), email, testPassword)).toBe(200);
    const travelling = visitor("203.0.113.9");
    for (const [name, value] of laptop.cookies) travelling.cookies.set(name, value);
    expect(await attempt(travelling, email, testPassword)).toBe(200);
  });

  it("isn't widened by another's browser", async () => {
    const [one, other] = [await person(), await person()];
    const known = visitor("203.0.113.20");
    expect(await attempt(known, other.email, testPassword)).toBe(200);
    await fail(accountFailures, one.email, visitor);
    expect(await attempt(known, one.email)).toBe(429);
  });

  it("stops a known place as well", async () => {
    const { email } = await person();
    const office = visitor("198.51.100.77");
    expect(await attempt(office, email, testPassword)).toBe(200);
    await fail(accountFailures, email, () => office);
    expect(await attempt(office, email, testPassword)).toBe(429);
  });

  it("ends after fifteen minutes", async () => {
    const { email } = await person();
    const place = { address: "192.0.2.1", userAgent: null, device: undefined };
    const at = (minutes: number) => ({ db: world.db, now: new Date(Date.now() + minutes * 60_000) });
    await fail(accountFailures, email, visitor);
    const credentials = { email, password: testPassword };
    expect(await signInWith(at(14), credentials, place)).toMatchObject({ ok: false, code: "too_many_requests" });
    expect(await signInWith(at(16), credentials, place)).toMatchObject({ ok: true });
  });
});

describe("the limit of an address", () => {
  it("stops one that tries many accounts, and nobody else", async () => {
    const { email } = await person();
    const attacker = visitor("192.0.2.66");
    for (let round = 0; round < addressFailures / 10; round += 1) {
      await Promise.all(Array.from({ length: 10 }, (_, n) => attempt(attacker, `${round}.${n}@example.test`)));
    }
    expect(await attempt(attacker, email, testPassword)).toBe(429);
    expect(await attempt(visitor(), email, testPassword)).toBe(200);
  });

  it("doesn't count those who sign in", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, person));
    const office = "192.0.2.99";
    const before = await world.db.signInFailure.count({ where: { subject: `address:${office}` } });
    for (const { email } of people) expect(await attempt(visitor(office), email, testPassword)).toBe(200);
    expect(await world.db.signInFailure.count({ where: { subject: `address:${office}` } })).toBe(before);
  });
});

describe("the limit of those who haven't said who they are", () => {
  const ask = async (who: Visitor) =>
    (await who.call(beginPasskey, "POST", "/session/passkey/begin", { body: {} })).status;
  const answered = { clientDataJSON: "e30", authenticatorData: "AA", signature: "AA" };
  const answer = async (who: Visitor) => {
    const response = {
      id: "bm9uZQ",
      rawId: "bm9uZQ",
      type: "public-key",
      clientExtensionResults: {},
      response: answered,
    };
    const body = { challenge: randomUUID(), response };
    return (await who.call(passkeySession, "POST", "/session/passkey", { body })).status;
  };
  const spend = (subject: string, count: number) =>
    world.db.signInFailure.createMany({ data: Array.from({ length: count }, () => ({ subject, at: new Date() })) });

  it("closes nothing to a browser that signed in here before", async () => {
    const address = "192.0.2.130";
    const { email } = await person();
    const known = visitor(address);
    expect(await attempt(known, email, testPassword)).toBe(200);
    expect([await ask(known), await ask(visitor(address))]).toEqual([201, 201]);
    await spend(`passkey asked address:${address}`, 4 * addressFailures);
    await spend(`passkey address:${address}`, addressFailures);
    expect([await ask(visitor(address)), await answer(visitor(address))]).toEqual([429, 429]);
    expect(await ask(known)).toBe(201);
    expect(await answer(known)).toBe(401);
  });

  it("leaves passkeys alone where passwords were guessed", async () => {
    const address = "192.0.2.131";
    await spend(`address:${address}`, addressFailures);
    expect(await attempt(visitor(address), "nobody@example.test")).toBe(429);
    expect(await ask(visitor(address))).toBe(201);
    expect(await answer(visitor(address))).toBe(401);
  });

  it("counts the cookie of a browser only as this server sealed it", async () => {
    const address = "192.0.2.132";
    await spend(`passkey asked address:${address}`, 4 * addressFailures);
    const forged = visitor(address);
    forged.cookies.set(deviceCookie(), "anybody.laptop.c2VhbA");
    expect(await ask(forged)).toBe(429);
  });
});
