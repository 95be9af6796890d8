import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as people } from "@/app/api/v1/people/route";
import { GET as session, POST as signIn, DELETE as signOut } from "@/app/api/v1/session/route";
import { DELETE as endSession } from "@/app/api/v1/sessions/[id]/route";
import { GET as sessions } from "@/app/api/v1/sessions/route";
import { createPerson, givePasswords, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  await givePasswords(world.db, Object.values(world.people));
});
afterAll(() => world.db.$disconnect());

const signInAs = async ({ email }: PersonFixture, who = visitor()): Promise<Visitor> => {
  const answer = await who.call(signIn, "POST", "/session", { body: { email, password: testPassword } });
  expect(answer.status).toBe(200);
  return who;
};

describe("signing in", () => {
  it("answers who, where and as what, and keeps a sealed HttpOnly cookie", async () => {
    const { owner } = world.people;
    const who = visitor();
    const answer = await who.call(signIn, "POST", "/session", {
      body: { email: ` ${owner.email.toUpperCase()} `, password: testPassword },
    });
    expect(answer.body).toEqual({
      person: { id: owner.id, name: owner.name, email: owner.email },
      workspace: { id: world.workspaceId, name: "Payments" },
      roles: ["owner"],
      workspaces: [{ id: world.workspaceId, name: "Payments" }],
    });
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("gonogo.session="));
    expect(line).toContain("HttpOnly");
    expect(line).toContain("SameSite=Lax");
    expect((await who.call(session, "GET", "/session")).body).toEqual(answer.body);
  });

  it("writes one audit entry", async () => {
    await signInAs(world.people.member);
    const entry = await world.db.auditEntry.findFirstOrThrow({
      where: { chainId: world.workspaceId },
      orderBy: { seq: "desc" },
    });
    expect(JSON.parse(entry.body)).toMatchObject({
      action: "session.started",
      actor: { person: world.people.member.id, via: "session" },
    });
  });

  it("refuses an unknown address, a wrong password and a disabled person in the same bytes", async () => {
    const disabled = await createPerson(world.db, world.workspaceId, ["member"]);
    await world.db.person.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
    const attempts = [
      { email: "nobody@example.test", password: testPassword },
      { email: world.people.owner.email, password: "not the password" },
      { email: disabled.email, password: testPassword },
      { email: "not an address", password: "x" },
    ];
    const answers = await Promise.all(attempts.map((body) => visitor().call(signIn, "POST", "/session", { body })));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  });

  it.each([
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
  ])("refuses another site: %j", async (headers) => {
    const body = { email: world.people.owner.email, password: testPassword };
    const answer = await visitor().call(signIn, "POST", "/session", { body, headers });
    expect(answer).toMatchObject({ status: 403, body: { code: "foreign_origin" } });
  });
});

describe("a session", () => {
  it("ends at sign-out: the cookie opens nothing at the next request", async () => {
    const who = await signInAs(world.people.member);
    const kept = new Map(who.cookies);
    expect((await who.call(signOut, "DELETE", "/session")).status).toBe(204);
    expect(who.cookies.has("gonogo.session")).toBe(false);
    const thief = visitor();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    expect((await thief.call(session, "GET", "/session")).status).toBe(401);
  });

  it("can't be made up: the id without its seal, or with another's, is nobody", async () => {
    const who = await signInAs(world.people.member);
    const other = await signInAs(world.people.owner);
    const [id = ""] = (who.cookies.get("gonogo.session") ?? "").split(".");
    const seal = (other.cookies.get("gonogo.session") ?? "").split(".")[1];
    for (const value of [id, `${id}.`, `${id}.${seal}`, `.${seal}`, "", "%00"]) {
      const liar = visitor();
      liar.cookies.set("gonogo.session", value);
      expect((await liar.call(session, "GET", "/session")).status).toBe(401);
    }
  });

  it.each([
    ["revoked", { revokedAt: new Date() }],
    ["expired", { expiresAt: new Date(Date.now() - 1000) }],
    ["idle for two weeks", { lastSeenAt: new Date(Date.now() - 14 * 86_400_000 - 1000) }],
  ])("%s is nobody", async (_, data) => {
    const who = await signInAs(world.people.member);
    const [id = ""] = (who.cookies.get("gonogo.session") ?? "").split(".");
    expect((await who.call(session, "GET", "/session")).status).toBe(200);
    await world.db.session.update({ where: { id }, data });
    expect((await who.call(session, "GET", "/session")).status).toBe(401);
  });

  it("notes its use once a minute at most", async () => {
    const who = await signInAs(world.people.member);
    const [id = ""] = (who.cookies.get("gonogo.session") ?? "").split(".");
    const lastSeen = async () => (await world.db.session.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime();
    const fresh = await lastSeen();
    await who.call(session, "GET", "/session");
    expect(await lastSeen()).toBe(fresh);
    await world.db.session.update({ where: { id }, data: { lastSeenAt: new Date(fresh - 61_000) } });
    await who.call(session, "GET", "/session");
    expect(await lastSeen()).toBeGreaterThanOrEqual(fresh);
  });

  it("has the roles of now, not those of sign-in", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["member"]);
    const who = await signInAs(person);
    await world.db.membership.updateMany({ where: { personId: person.id }, data: { roles: ["auditor"] } });
    expect((await who.call(session, "GET", "/session")).body).toMatchObject({ roles: ["auditor"] });
  });

  it("is for a workspace its person belongs to, named or first", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["member"]);
    const elsewhere = world.people.stranger.workspaceId;
    await world.db.membership.create({ data: { personId: person.id, workspaceId: elsewhere, roles: ["auditor"] } });
    const who = await signInAs(person);
    const named = async (id: string) => who.call(session, "GET", "/session", { headers: { "x-gonogo-workspace": id } });
    expect((await named(elsewhere)).body).toMatchObject({ workspace: { id: elsewhere }, roles: ["auditor"] });
    expect((await named(world.workspaceId)).body).toMatchObject({ workspace: { id: world.workspaceId } });
    who.cookies.set("gonogo.workspace", elsewhere);
    expect((await who.call(session, "GET", "/session")).body).toMatchObject({ workspace: { id: elsewhere } });
    const stranger = await signInAs(world.people.stranger);
    const foreign = { headers: { "x-gonogo-workspace": world.workspaceId } };
    expect((await stranger.call(people, "GET", "/people", foreign)).status).toBe(401);
  });
});

describe("one's sessions", () => {
  it("are listed and ended by their person alone", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["member"]);
    const [here, there] = [await signInAs(person), await signInAs(person)];
    type List = { items: { id: string; current: boolean }[] };
    const { body } = await here.call<List>(sessions, "GET", "/sessions");
    expect(body.items.map(({ current }) => current).sort()).toEqual([false, true]);
    const id = body.items.find(({ current }) => !current)?.id ?? "";
    const end = (who: Visitor) => who.call(endSession, "DELETE", `/sessions/${id}`, { params: { id } });
    expect((await end(await signInAs(world.people.owner))).status).toBe(404);
    expect((await there.call(session, "GET", "/session")).status).toBe(200);
    expect((await end(here)).status).toBe(204);
    expect((await there.call(session, "GET", "/session")).status).toBe(401);
    expect((await here.call(session, "GET", "/session")).status).toBe(200);
  });
});
