import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATCH as changePerson } from "@/app/api/v1/people/[id]/route";
import { GET as people } from "@/app/api/v1/people/route";
import { GET as session, POST as signIn } from "@/app/api/v1/session/route";
import { GET as sessions } from "@/app/api/v1/sessions/route";
import { DELETE as revoke } from "@/app/api/v1/tokens/[id]/route";
import { POST as create, GET as list } from "@/app/api/v1/tokens/route";
import { actorOf } from "@/lib/auth/actor";
import { mintTokenFor } from "@/lib/auth/token";
import { principalsOf } from "@/lib/domain/permission";
import { createPerson, givePasswords, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let owner: Visitor;
let member: Visitor;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  await givePasswords(world.db, Object.values(world.people));
  owner = await signedIn(world.people.owner);
  member = await signedIn(world.people.member);
});
afterAll(() => world.db.$disconnect());

async function signedIn({ email }: PersonFixture): Promise<Visitor> {
  const who = visitor();
  await who.call(signIn, "POST", "/session", { body: { email, password: testPassword } });
  return who;
}
type Token = { id: string; secret: string; prefix: string };
const creates = (who: Visitor, body: object, headers = {}) =>
  who.call<Token>(create, "POST", "/tokens", { body: { password: testPassword, ...body }, headers });
const bearer = (secret: string, more = {}) => ({ headers: { authorization: `Bearer ${secret}`, ...more } });
const actorBy = (secret: string) => actorOf(new Request("http://localhost:3000/", bearer(secret)));

describe("a personal token", () => {
  it("is its person, with the roles of now", async () => {
    const { status, body } = await creates(member, { name: "laptop", expiresInDays: 1 });
    expect(status).toBe(201);
    expect(body.secret).toMatch(/^gng_[\w-]{43}$/);
    expect(body.secret.startsWith(body.prefix)).toBe(true);
    const { member: person } = world.people;
    expect(await actorBy(body.secret)).toEqual({
      workspaceId: world.workspaceId,
      person: { id: person.id, name: person.name, email: person.email },
      roles: ["member"],
      credential: { kind: "personal_token", tokenId: body.id },
    });
    await world.db.membership.updateMany({ where: { personId: person.id }, data: { roles: ["auditor"] } });
    expect(await actorBy(body.secret)).toMatchObject({ roles: ["auditor"] });
    await world.db.membership.updateMany({ where: { personId: person.id }, data: { roles: ["member"] } });
  });

  it("doesn't reach roles, tokens, passwords or sessions, even an owner's", async () => {
    const { body } = await creates(owner, { name: "script" });
    const program = visitor();
    const { id } = world.people.member;
    const answers = [
      await program.call(create, "POST", "/tokens", { ...bearer(body.secret), body: { name: "more" } }),
      await program.call(list, "GET", "/tokens", bearer(body.secret)),
      await program.call(revoke, "DELETE", `/tokens/${body.id}`, { ...bearer(body.secret), params: { id: body.id } }),
      await program.call(changePerson, "PATCH", `/people/${id}`, {
        ...bearer(body.secret),
        params: { id },
        body: { roles: ["admin"] },
      }),
      await program.call(sessions, "GET", "/sessions", bearer(body.secret)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await program.call(people, "GET", "/people", bearer(body.secret))).status).toBe(200);
  });

  it("opens nothing once revoked, expired, cut short, or for another workspace", async () => {
    const { body } = await creates(member, { name: "short life" });
    const works = async (secret: string, more = {}) =>
      (await visitor().call(session, "GET", "/session", bearer(secret, more))).status;
    expect(await works(body.secret)).toBe(200);
    expect(await works(body.secret.slice(0, -1))).toBe(401);
    expect(await works("gng_")).toBe(401);
    expect(await works(body.secret, { "x-gonogo-workspace": world.people.stranger.workspaceId })).toBe(401);
    const past = new Date(Date.now() - 1);
    await world.db.apiToken.update({ where: { id: body.id }, data: { expiresAt: past } });
    expect(await works(body.secret)).toBe(401);
    const second = await creates(member, { name: "revoked" });
    const { id } = second.body;
    expect((await owner.call(revoke, "DELETE", `/tokens/${id}`, { params: { id } })).status).toBe(404);
    expect((await member.call(revoke, "DELETE", `/tokens/${id}`, { params: { id } })).status).toBe(204);
    expect(await works(second.body.secret)).toBe(401);
  });

  it("is nobody while its person is disabled, here or everywhere", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["member"]);
    const { body } = await creates(await signedIn(person), { name: "theirs" });
    const where = { workspaceId_personId: { workspaceId: world.workspaceId, personId: person.id } };
    const disabledAt = new Date();
    await world.db.person.update({ where: { id: person.id }, data: { disabledAt } });
    expect(await actorBy(body.secret)).toBeNull();
    await world.db.person.update({ where: { id: person.id }, data: { disabledAt: null } });
    expect(await actorBy(body.secret)).not.toBeNull();
    await world.db.membership.update({ where, data: { disabledAt } });
    expect(await actorBy(body.secret)).toBeNull();
  });

  it("can be made at the command line, for somebody who may sign in", async () => {
    const ctx = { db: world.db, now: new Date() };
    const input = { email: world.people.member.email.toUpperCase(), name: "ci", expiresInDays: 30 };
    const made = await mintTokenFor(ctx, input);
    expect(made.ok && (await actorBy(made.value.secret))).toMatchObject({ person: { id: world.people.member.id } });
    expect(await mintTokenFor(ctx, { ...input, email: "nobody@example.test" })).toMatchObject({ code: "not_found" });
  });

  it("that is wrong doesn't fall back to the cookie", async () => {
    expect((await member.call(session, "GET", "/session", bearer("gng_wrong"))).status).toBe(401);
  });
});

describe("a machine token", () => {
  it("is nobody with its scopes, and only admins make one", async () => {
    const input = { name: "pipeline", kind: "machine", scopes: ["gate", "checks"] };
    expect((await creates(member, input)).status).toBe(403);
    expect((await creates(owner, { ...input, scopes: [] })).status).toBe(422);
    expect((await creates(owner, { ...input, scopes: ["everything"] })).status).toBe(422);
    expect((await creates(owner, { name: "x", kind: "personal", scopes: ["gate"] })).status).toBe(422);
    const { body } = await creates(owner, input);
    const actor = await actorBy(body.secret);
    expect(actor).toMatchObject({ person: null, roles: [] });
    expect(actor && principalsOf(actor, { lead: true, contributor: true, signer: true })).toEqual([
      "scope:gate",
      "scope:checks",
    ]);
    expect((await visitor().call(people, "GET", "/people", bearer(body.secret))).status).toBe(403);
  });

  it("is seen and revoked by the admins of its workspace", async () => {
    const { body } = await creates(owner, { name: "shared", kind: "machine", scopes: ["read"] });
    type List = { items: { id: string; name: string }[] };
    const ids = async (who: Visitor) => (await who.call<List>(list, "GET", "/tokens")).body.items.map(({ id }) => id);
    const admin = await signedIn(world.people.admin);
    expect(await ids(admin)).toContain(body.id);
    expect(await ids(member)).not.toContain(body.id);
    expect(await ids(await signedIn(world.people.stranger))).not.toContain(body.id);
    const { id } = body;
    expect((await member.call(revoke, "DELETE", `/tokens/${id}`, { params: { id } })).status).toBe(404);
    expect((await admin.call(revoke, "DELETE", `/tokens/${id}`, { params: { id } })).status).toBe(204);
    expect(await actorBy(body.secret)).toBeNull();
  });
});

describe("a secret", () => {
  it("is in no table, and a repeated key gets no second one", async () => {
    const headers = { "idempotency-key": "token-once" };
    const { body } = await creates(owner, { name: "once" }, headers);
    expect(await creates(owner, { name: "once" }, headers)).toMatchObject({
      status: 409,
      body: { code: "already_done" },
    });
    expect(await world.db.apiToken.count({ where: { name: "once" } })).toBe(1);
    const rows = await world.db.$queryRaw<{ text: string }[]>`
      select to_jsonb(t)::text as text from api_token t union all select body from audit_entry
      union all select to_jsonb(i)::text from idempotency_record i`;
    expect(rows.map(({ text }) => text).join()).not.toContain(body.secret);
    expect(rows.map(({ text }) => text).join()).toContain(body.prefix);
  });
});
