import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as challengeAgain } from "@/app/api/v1/factors/challenge/route";
import { POST as beginPasskey } from "@/app/api/v1/factors/passkeys/begin/route";
import { POST as addPasskey } from "@/app/api/v1/factors/passkeys/route";
import { POST as invite } from "@/app/api/v1/invitations/route";
import { PATCH as changePerson } from "@/app/api/v1/people/[id]/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { PATCH as changeWorkspace } from "@/app/api/v1/workspace/route";
import { openApiDocument } from "@/lib/http/openapi";
import { operations } from "@/lib/http/operations";
import { type Authenticator, softAuthenticator } from "@/prisma/factories/authenticator";
import { createPerson, signInAs, testPassword, type Visitor } from "@/prisma/factories/visitor";
import { createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let owner: Visitor;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  owner = await signInAs(await createPerson(world.db, world.workspaceId, ["owner"]));
});
afterAll(() => world.db.$disconnect());

const password = testPassword;
const person = (roles: PersonFixture["roles"] = ["member"]) => createPerson(world.db, world.workspaceId, roles);
const newEmail = () => `${crypto.randomUUID()}@example.test`;
const changes = (who: Visitor, id: string, body: object) =>
  who.call(changePerson, "PATCH", `/people/${id}`, { params: { id }, body });
const invites = (who: Visitor, body: object) =>
  who.call(invite, "POST", "/invitations", { body: { email: newEmail(), ...body } });
const mints = (who: Visitor, body: object) =>
  who.call(createToken, "POST", "/tokens", { body: { name: "x", ...body } });
const sets = (who: Visitor, body: object) => who.call(changeWorkspace, "PATCH", "/workspace", { body });

const askedAgain = { status: 403, body: { code: "reauthentication_required" } };

/** Each hands out what outlasts the session. */
const lasting: [string, (more: object) => Promise<{ status: number; body: unknown }>][] = [
  ["making an admin", async (more) => changes(owner, (await person()).id, { roles: ["member", "admin"], ...more })],
  [
    "making an owner of an admin",
    async (more) => changes(owner, (await person(["admin"])).id, { roles: ["owner"], ...more }),
  ],
  [
    "enabling an admin again",
    async (more) => {
      const { id } = await person(["admin"]);
      expect((await changes(owner, id, { disabled: true })).status).toBe(200);
      return changes(owner, id, { disabled: false, ...more });
    },
  ],
  ["inviting an admin", (more) => invites(owner, { roles: ["admin"], ...more })],
  ["inviting an owner", (more) => invites(owner, { roles: ["owner"], ...more })],
  ["a personal token", (more) => mints(owner, more)],
  ["a machine token", (more) => mints(owner, { kind: "machine", scopes: ["gate"], ...more })],
  [
    "changing what a signature asks for",
    async (more) => {
      await world.db.workspace.update({ where: { id: world.workspaceId }, data: { signingRequires: "passkey" } });
      return sets(owner, { signingRequires: "password", ...more });
    },
  ],
];

/** All that would have come of it. */
async function standing() {
  const [tokens, invitations, workspace, given, enabled] = await Promise.all([
    world.db.apiToken.count(),
    world.db.invitation.count(),
    world.db.workspace.findUniqueOrThrow({ where: { id: world.workspaceId } }),
    world.db.auditEntry.count({ where: { body: { contains: "person.roles_changed" } } }),
    world.db.auditEntry.count({ where: { body: { contains: "person.enabled" } } }),
  ]);
  return { tokens, invitations, signing: workspace.signingRequires, given, enabled };
}

describe("what outlasts a session", () => {
  it.each(lasting)("asks again who is there: %s", async (_, ask) => {
    await world.db.workspace.update({ where: { id: world.workspaceId }, data: { signingRequires: "passkey" } });
    await world.db.signInFailure.deleteMany();
    const before = await standing();
    const refused = await ask({});
    expect(refused).toMatchObject(askedAgain);
    expect(refused.body).toMatchObject({ detail: expect.stringContaining("`password`") });
    expect(await ask({ password: "wrong" })).toMatchObject(askedAgain);
    expect(await standing()).toEqual(before);
    expect((await ask({ password })).status).toBeLessThan(300);
    expect(await standing()).not.toEqual(before);
  });

  it("asks for the second factor too, of who has one", async () => {
    const { who, code } = await withPasskey(["admin"]);
    expect(await mints(who, { password })).toMatchObject({
      ...askedAgain,
      body: { detail: expect.stringContaining("`code`") },
    });
    expect(await mints(who, { password, code: "no code" })).toMatchObject(askedAgain);
    expect((await mints(who, { password, code })).status).toBe(201);
  });

  it("isn't given by less: other roles, fewer roles, disabling, working hours, what is set already", async () => {
    const { id } = await person();
    expect((await changes(owner, id, { roles: ["member", "template_editor"] })).status).toBe(200);
    expect((await changes(owner, id, { disabled: true })).status).toBe(200);
    expect((await changes(owner, id, { disabled: false })).status).toBe(200);
    expect((await changes(owner, (await person(["admin"])).id, { roles: ["member"] })).status).toBe(200);
    expect((await invites(owner, { roles: ["member", "template_editor"] })).status).toBe(201);
    await world.db.workspace.update({ where: { id: world.workspaceId }, data: { signingRequires: "password" } });
    expect((await sets(owner, { signingRequires: "password", workingHours: null })).status).toBe(200);
  });

  it("is refused for other reasons first, and uses up no code then", async () => {
    const member = await signInAs(await person());
    expect(await mints(member, { kind: "machine", scopes: ["gate"] })).toMatchObject({ body: { code: "forbidden" } });
    expect(await sets(member, { signingRequires: "passkey" })).toMatchObject({ body: { code: "forbidden" } });
    expect(await invites(member, { roles: ["admin"] })).toMatchObject({ body: { code: "forbidden" } });
    expect(await changes(member, (await person()).id, { roles: ["admin"] })).toMatchObject({
      body: { code: "forbidden" },
    });
    const { who, code } = await withPasskey(["admin"]);
    const taken = { email: world.people.member.email, roles: ["admin"], password, code };
    expect(await invites(who, taken)).toMatchObject({ body: { code: "email_taken" } });
    expect((await mints(who, { password, code })).status).toBe(201);
  });

  it("closes after five wrong answers, to whatever they were given, for the right one too", async () => {
    const admin = await signInAs(await person(["admin"]));
    for (let n = 0; n < 5; n += 1) await mints(admin, { password: "wrong" });
    expect(await mints(admin, { password })).toMatchObject({ status: 429 });
    expect(await invites(admin, { roles: ["admin"], password })).toMatchObject({ status: 429 });
    expect((await invites(admin, { roles: ["member"] })).status).toBe(201);
  });

  it("is described with what it takes", () => {
    const document = openApiDocument(operations, "http://localhost:3000", "gonogo.session");
    const { paths } = document as { paths: Record<string, Record<string, unknown>> };
    for (const [path, method] of [
      ["/tokens", "post"],
      ["/invitations", "post"],
      ["/people/{id}", "patch"],
      ["/workspace", "patch"],
    ] as const) {
      expect(paths[path]?.[method]).toMatchObject({
        requestBody: {
          content: {
            "application/json": {
              schema: {
                properties: { password: { description: expect.stringContaining("again") }, code: {}, passkey: {} },
              },
            },
          },
        },
      });
    }
  });
});

type Question = { challenge: string; options: { challenge: string; allowCredentials?: { id: string }[] } };

async function withPasskey(roles: PersonFixture["roles"]) {
  const someone = await person(roles);
  const who = await signInAs(someone);
  const soft = softAuthenticator();
  const begun = await who.call<Question>(beginPasskey, "POST", "/factors/passkeys/begin", { body: { password } });
  const { challenge, options } = begun.body;
  const body = { challenge, name: "Key", response: soft.register(options.challenge) };
  const added = await who.call<{ recoveryCodes: string[] }>(addPasskey, "POST", "/factors/passkeys", { body });
  expect(added.status).toBe(201);
  return { someone, who, soft, code: added.body.recoveryCodes[0] };
}

/** Somebody who signs in with a passkey alone, in a session that began an hour ago. */
async function passkeyOnly() {
  const made = await withPasskey(["admin"]);
  const { id } = made.someone;
  const hourAgo = new Date(Date.now() - 3_600_000);
  await world.db.person.update({ where: { id }, data: { passwordHash: null } });
  await world.db.session.updateMany({ where: { personId: id }, data: { createdAt: hourAgo } });
  return made;
}

const asked = async (who: Visitor) =>
  (await who.call<Question>(challengeAgain, "POST", "/factors/challenge", { body: {} })).body;
const answer = ({ challenge, options }: Question, soft: Authenticator, more?: object) => ({
  passkey: { challenge, response: soft.assert(options.challenge, more) },
});

describe("a passkey", () => {
  it("proves who is there, to who has neither password nor app, once", async () => {
    const { who, soft } = await passkeyOnly();
    expect(await mints(who, {})).toMatchObject(askedAgain);
    const question = await asked(who);
    expect(question.options.allowCredentials).toMatchObject([{ id: soft.credentialId }]);
    const proof = answer(question, soft);
    expect((await mints(who, proof)).status).toBe(201);
    expect(await mints(who, proof)).toMatchObject(askedAgain);
    expect((await invites(who, { roles: ["admin"], ...answer(await asked(who), soft) })).status).toBe(201);
    const begun = await who.call(beginPasskey, "POST", "/factors/passkeys/begin", {
      body: answer(await asked(who), soft),
    });
    expect(begun.status).toBe(201);
  });

  it("stands for password and code, of who has them", async () => {
    const { who, soft } = await withPasskey(["admin"]);
    expect((await mints(who, answer(await asked(who), soft))).status).toBe(201);
  });

  it.each([
    ["another site's", { origin: "https://evil.example" }],
    ["one whose user was not checked", { flags: 0x01 }],
    ["a copy's, whose counter fell behind", { counter: 1 }],
  ])("is refused: %s", async (_, more) => {
    const { who, soft } = await passkeyOnly();
    expect((await mints(who, answer(await asked(who), soft, { counter: 7 }))).status).toBe(201);
    expect(await mints(who, answer(await asked(who), soft, more))).toMatchObject(askedAgain);
    expect((await mints(who, answer(await asked(who), soft, { counter: 8 }))).status).toBe(201);
  });

  it("proves nothing for another person, another question, or after five minutes", async () => {
    const [mine, theirs] = [await passkeyOnly(), await passkeyOnly()];
    expect(await mints(mine.who, answer(await asked(mine.who), theirs.soft))).toMatchObject(askedAgain);
    expect(await mints(mine.who, answer(await asked(theirs.who), theirs.soft))).toMatchObject(askedAgain);
    const [first, second] = [await asked(mine.who), await asked(mine.who)];
    const crossed = { challenge: first.challenge, options: second.options };
    expect(await mints(mine.who, answer(crossed, mine.soft))).toMatchObject(askedAgain);
    const late = await asked(mine.who);
    await world.db.authChallenge.update({ where: { id: late.challenge }, data: { expiresAt: new Date() } });
    expect(await mints(mine.who, answer(late, mine.soft))).toMatchObject({
      ...askedAgain,
      body: { detail: expect.stringContaining("Five minutes") },
    });
  });

  it("is counted like a wrong password, but not when it comes too late", async () => {
    const { who, soft } = await passkeyOnly();
    const wrong = { origin: "https://evil.example" };
    for (let n = 0; n < 7; n += 1) {
      const passkey = { ...answer(await asked(who), soft).passkey, challenge: crypto.randomUUID() };
      expect((await mints(who, { passkey })).status).toBe(403);
    }
    for (let n = 0; n < 5; n += 1) expect((await mints(who, answer(await asked(who), soft, wrong))).status).toBe(403);
    expect((await mints(who, answer(await asked(who), soft))).status).toBe(429);
  });

  it("is asked for by its owner alone, signed in, who has one", async () => {
    const none = await signInAs(await person());
    const asks = (who: Visitor) => who.call(challengeAgain, "POST", "/factors/challenge", { body: {} });
    expect(await asks(none)).toMatchObject({ status: 409 });
  });
});
