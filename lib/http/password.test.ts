import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUT as change } from "@/app/api/v1/password/route";
import { POST as redeem } from "@/app/api/v1/password-resets/redeem/route";
import { GET as runs } from "@/app/api/v1/runs/route";
import { GET as session, POST as signIn } from "@/app/api/v1/session/route";
import { makePasswordReset } from "@/lib/auth/password-link";
import { verifyPassword } from "@/lib/auth/reauthenticate";
import { countTokens } from "@/lib/data/token.read";
import { tokenHeaders } from "@/prisma/factories/crowd";
import { createPerson, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { as, createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

const next = "another password of mine";
const person = () => createPerson(world.db, world.workspaceId, ["member"]);
const now = () => ({ db: world.db, now: new Date() });

async function signedIn({ email }: PersonFixture, password = testPassword): Promise<Visitor> {
  const who = visitor();
  await who.call(signIn, "POST", "/session", { body: { email, password } });
  return who;
}
const isIn = async (who: Visitor) => (await who.call(session, "GET", "/session")).status === 200;
const changes = (who: Visitor, body: object) => who.call(change, "PUT", "/password", { body });

describe("changing one's password", () => {
  it("asks for the current one, ends the other sessions and keeps this one", async () => {
    const someone = await person();
    const [here, there] = [await signedIn(someone), await signedIn(someone)];
    expect(await changes(here, { current: "wrong", next })).toMatchObject({
      status: 403,
      body: { code: "reauthentication_required" },
    });
    expect(await changes(here, { current: testPassword, next: "short" })).toMatchObject({
      status: 422,
      body: { problems: [{ path: "next" }] },
    });
    expect(await isIn(there)).toBe(true);
    expect((await changes(here, { current: testPassword, next })).status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await isIn(await signedIn(someone))).toBe(false);
    expect(await isIn(await signedIn(someone, next))).toBe(true);
  });
});

describe("the personal tokens of who changes their password", () => {
  it.each([
    ["end with it", {}, 401],
    ["go on, where they are kept", { keepTokens: true }, 200],
  ])("%s", async (_, more, status) => {
    const [someone, other] = [await person(), await person()];
    const tokens = await Promise.all([someone, other].map((owner) => tokenHeaders(world, owner, null)));
    const known = async (headers: { authorization: string }) =>
      (await visitor().call(runs, "GET", "/runs", { headers })).status;
    expect((await changes(await signedIn(someone), { current: testPassword, next, ...more })).status).toBe(204);
    expect(await Promise.all(tokens.map(known))).toEqual([status, 200]);
  });

  it("are counted, those that still open something", async () => {
    const someone = await person();
    await tokenHeaders(world, someone, null);
    await tokenHeaders(world, someone, null);
    await world.db.apiToken.updateMany({ where: { personId: someone.id }, data: { expiresAt: new Date() } });
    await tokenHeaders(world, someone, null);
    expect(await countTokens({ ...as(world, someone), now: new Date() })).toBe(1);
  });
});

describe("a reset link", () => {
  const linkFor = async (email: string) => {
    const link = await makePasswordReset(now(), email);
    return link.ok ? (link.value.split("/").at(-1) ?? "") : "";
  };
  const redeems = (token: string, password = next) =>
    visitor().call(redeem, "POST", "/password-resets/redeem", { body: { token, password } });

  it("sets a password once and ends every session and token of the person, and nobody else's", async () => {
    const [someone, other] = [await person(), await person()];
    const who = await signedIn(someone);
    const tokens = await Promise.all([someone, other].map((owner) => tokenHeaders(world, owner, null)));
    const known = async (headers: { authorization: string }) =>
      (await visitor().call(runs, "GET", "/runs", { headers })).status;
    expect(await Promise.all(tokens.map(known))).toEqual([200, 200]);
    const token = await linkFor(someone.email);
    expect((await redeems(token, "short")).status).toBe(422);
    const answers = await Promise.all([redeems(token), redeems(token), redeems(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410]);
    expect(await isIn(who)).toBe(false);
    expect(await Promise.all(tokens.map(known))).toEqual([401, 200]);
    expect(await isIn(await signedIn(someone, next))).toBe(true);
  });

  it("opens nothing after an hour, after a newer one, or for the disabled", async () => {
    const someone = await person();
    const old = await linkFor(someone.email);
    const newer = await linkFor(someone.email);
    expect((await redeems(old)).status).toBe(410);
    await world.db.passwordReset.updateMany({ where: { personId: someone.id }, data: { expiresAt: new Date() } });
    expect((await redeems(newer)).status).toBe(410);
    const last = await linkFor(someone.email);
    await world.db.person.update({ where: { id: someone.id }, data: { disabledAt: new Date() } });
    expect((await redeems(last)).status).toBe(410);
    expect((await redeems("x".repeat(43))).status).toBe(410);
  });
});

describe("asking for the password again", () => {
  it("takes the right one, and closes a subject after five wrong ones", async () => {
    const { id } = await person();
    const asks = (password: string, subject: string) => verifyPassword(now(), id, password, subject);
    expect(await asks(testPassword, "ceremony:a")).toEqual({ ok: true, value: null });
    for (let n = 0; n < 5; n += 1) {
      expect(await asks("wrong", "ceremony:a")).toMatchObject({ code: "reauthentication_required" });
    }
    expect(await asks(testPassword, "ceremony:a")).toMatchObject({ code: "too_many_requests" });
    expect(await asks(testPassword, "ceremony:b")).toMatchObject({ ok: true });
  });

  it("stops a person after twenty wrong ones over everything", async () => {
    const { id } = await person();
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, n) => verifyPassword(now(), id, "wrong", `ceremony:many.${n}`)),
    );
    expect(answers.filter((answer) => !answer.ok && answer.code === "reauthentication_required")).toHaveLength(20);
  });

  it("knows no password of somebody disabled", async () => {
    const { id } = await person();
    await world.db.person.update({ where: { id }, data: { disabledAt: new Date() } });
    expect(await verifyPassword(now(), id, testPassword, "ceremony:c")).toMatchObject({ ok: false });
  });
});
