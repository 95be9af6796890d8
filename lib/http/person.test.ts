import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATCH as change } from "@/app/api/v1/people/[id]/route";
import { GET as list } from "@/app/api/v1/people/route";
import { GET as session, POST as signIn } from "@/app/api/v1/session/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { race } from "@/prisma/factories/race";
import { createPerson, givePasswords, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let superuser: string;
let owner: Visitor;
let admin: Visitor;

beforeAll(async () => {
  const urls = await testDatabase();
  superuser = urls.superuser;
  world = await createWorld(urls.app);
  await givePasswords(world.db, Object.values(world.people));
  owner = await signedIn(world.people.owner);
  admin = await signedIn(world.people.admin);
});
afterAll(() => world.db.$disconnect());

async function signedIn({ email }: PersonFixture): Promise<Visitor> {
  const who = visitor();
  await who.call(signIn, "POST", "/session", { body: { email, password: testPassword } });
  return who;
}
const changes = (who: Visitor, id: string, body: object) =>
  who.call(change, "PATCH", `/people/${id}`, { params: { id }, body });
const again = { password: testPassword };
const entriesAbout = async (id: string) => {
  const entries = await world.db.auditEntry.findMany({
    where: { chainId: world.workspaceId },
    orderBy: { seq: "asc" },
  });
  return entries
    .map(({ body }) => JSON.parse(body) as { action: string; subject: { key: string } })
    .filter(({ subject }) => subject.key === id)
    .map(({ action }) => action);
};

describe("the list", () => {
  it("holds the workspace's people and nobody else, page by page", async () => {
    type List = { items: { id: string; name: string }[]; nextCursor: string | null };
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `?limit=2&cursor=${cursor}` : "?limit=2";
      const { body }: { body: List } = await owner.call<List>(list, "GET", `/people${query}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    const { stranger, ...here } = world.people;
    expect(seen.sort()).toEqual(
      expect.arrayContaining(
        Object.values(here)
          .map(({ id }) => id)
          .sort(),
      ),
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).not.toContain(stranger.id);
  });
});

describe("roles", () => {
  it("hold from the next request on, with one entry, and none for no change", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["member"]);
    const who = await signedIn(person);
    expect((await changes(who, person.id, { roles: ["admin"] })).status).toBe(403);
    const answer = await changes(admin, person.id, { roles: ["admin", "member"], ...again });
    expect(answer).toMatchObject({
      status: 200,
      body: { id: person.id, roles: ["admin", "member"], disabledAt: null },
    });
    expect((await changes(admin, person.id, { roles: ["member", "admin"] })).status).toBe(200);
    expect((await who.call(session, "GET", "/session")).body).toMatchObject({ roles: ["admin", "member"] });
    expect(await entriesAbout(person.id)).toEqual(["person.roles_changed"]);
  });

  it("of an owner are out of an admin's reach, and an admin makes no owners", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["member"]);
    const { owner: first } = world.people;
    expect((await changes(admin, first.id, { roles: ["member"] })).status).toBe(403);
    expect((await changes(admin, first.id, { disabled: true })).status).toBe(403);
    expect((await changes(admin, person.id, { roles: ["owner"] })).status).toBe(403);
    expect((await changes(admin, world.people.admin.id, { roles: ["owner"] })).status).toBe(403);
  });

  it.each([[["auditor", "member"]], [[]], [["emperor"]]])("refuses %j", async (roles) => {
    expect((await changes(owner, world.people.member.id, { roles })).status).toBe(422);
  });

  it("of people elsewhere can't be seen or touched", async () => {
    const { stranger } = world.people;
    const unknown = await changes(owner, "01930000-0000-7000-8000-000000000000", { roles: ["member"] });
    const foreign = await changes(owner, stranger.id, { roles: ["member"] });
    expect([unknown.status, foreign.status]).toEqual([404, 404]);
    expect(foreign.body).toEqual(unknown.body);
    const outsider = await signedIn(stranger);
    expect((await changes(outsider, world.people.member.id, { disabled: true })).status).toBe(404);
  });
});

describe("the last owner", () => {
  it("can't be demoted or disabled", async () => {
    const { id } = world.people.owner;
    expect(await changes(owner, id, { roles: ["admin"] })).toMatchObject({ status: 409, body: { code: "last_owner" } });
    expect(await changes(owner, id, { disabled: true })).toMatchObject({ status: 409, body: { code: "last_owner" } });
  });

  it("stays, when two owners demote each other at once", async () => {
    const { workspaceId } = world.people.stranger;
    await world.db.membership.updateMany({ where: { workspaceId }, data: { roles: ["member"] } });
    const [one, two] = [
      await createPerson(world.db, workspaceId, ["owner"]),
      await createPerson(world.db, workspaceId, ["owner"]),
    ];
    const [first, second] = [await signedIn(one), await signedIn(two)];
    const both = () =>
      Promise.all([changes(first, two.id, { roles: ["member"] }), changes(second, one.id, { roles: ["member"] })]);
    const lock = `select 1 from workspace where id = '${workspaceId}' for update`;
    const answers = await race(superuser, lock, 2, both);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(await world.db.membership.count({ where: { workspaceId, roles: { has: "owner" } } })).toBe(1);
  });
});

describe("disabling", () => {
  it("ends sessions and tokens at once; enabling gives the account back, not the sessions", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["member"]);
    const who = await signedIn(person);
    const { body } = await who.call<{ secret: string }>(createToken, "POST", "/tokens", {
      body: { name: "laptop", ...again },
    });
    const bearer = { headers: { authorization: `Bearer ${body.secret}` } };
    expect((await visitor().call(session, "GET", "/session", bearer)).status).toBe(200);
    expect((await changes(admin, person.id, { disabled: true })).status).toBe(200);
    expect((await who.call(session, "GET", "/session")).status).toBe(401);
    expect((await visitor().call(session, "GET", "/session", bearer)).status).toBe(401);
    const back = await signedIn(person);
    expect((await back.call(session, "GET", "/session")).status).toBe(401);
    expect((await changes(admin, person.id, { disabled: false })).status).toBe(200);
    expect((await who.call(session, "GET", "/session")).status).toBe(401);
    expect((await visitor().call(session, "GET", "/session", bearer)).status).toBe(401);
    expect((await (await signedIn(person)).call(session, "GET", "/session")).status).toBe(200);
    expect(await entriesAbout(person.id)).toEqual(["person.disabled", "person.enabled"]);
  });

  it("in one workspace leaves the person their others", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["member"]);
    const elsewhere = world.people.stranger.workspaceId;
    await world.db.membership.create({ data: { personId: person.id, workspaceId: elsewhere, roles: ["member"] } });
    const who = await signedIn(person);
    await changes(admin, person.id, { disabled: true });
    const here = { headers: { "x-gonogo-workspace": world.workspaceId } };
    expect((await who.call(session, "GET", "/session", here)).status).toBe(401);
    expect((await who.call(session, "GET", "/session")).body).toMatchObject({ workspace: { id: elsewhere } });
  });
});
