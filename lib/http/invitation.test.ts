import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELETE as revoke } from "@/app/api/v1/invitations/[id]/route";
import { POST as join } from "@/app/api/v1/invitations/accept/route";
import { POST as invite, GET as list } from "@/app/api/v1/invitations/route";
import { GET as session, POST as signIn } from "@/app/api/v1/session/route";
import { openInvitation } from "@/lib/auth/invitation";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { createPerson, givePasswords, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let owner: Visitor;
let admin: Visitor;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  await givePasswords(world.db, Object.values(world.people));
  owner = await signedIn(world.people.owner);
  admin = await signedIn(world.people.admin);
});
afterAll(() => world.db.$disconnect());

type Invitation = { id: string; email: string; roles: string[]; url: string; expiresAt: string; code?: string };

async function signedIn({ email }: PersonFixture): Promise<Visitor> {
  const who = visitor();
  await who.call(signIn, "POST", "/session", { body: { email, password: testPassword } });
  return who;
}
const asks = (who: Visitor, email: string, roles: WorkspaceRole[], headers = {}, more: object = {}) =>
  who.call<Invitation>(invite, "POST", "/invitations", { body: { email, roles, ...more }, headers });
const again = { password: testPassword };
const tokenOf = ({ url }: Invitation) => url.split("/").at(-1) ?? "";
const joins = (token: string, who = visitor(), password = "a new password of mine") =>
  who.call(join, "POST", "/invitations/accept", { body: { token, name: "Nina", password } });

let made = 0;
const newEmail = () => {
  made += 1;
  return `new.${made}@example.test`;
};

describe("an invitation", () => {
  it("makes one person with its roles, once", async () => {
    const { status, body } = await asks(admin, "New.Nina@Example.test", ["member", "template_editor"]);
    expect(status).toBe(201);
    expect(body.url).toMatch(/^http:\/\/localhost:3000\/invite\/[\w-]{43}$/);
    const who = visitor();
    const joined = await joins(tokenOf(body), who);
    expect(joined).toMatchObject({
      status: 201,
      body: { person: { email: "new.nina@example.test", name: "Nina" }, roles: ["member", "template_editor"] },
    });
    expect((await who.call(session, "GET", "/session")).status).toBe(200);
    expect(await joins(tokenOf(body))).toMatchObject({ status: 410, body: { code: "invitation_invalid" } });
  });

  it("lets one of many at once in", async () => {
    const { body } = await asks(owner, newEmail(), ["member"]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => joins(tokenOf(body))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await world.db.person.count({ where: { email: body.email } })).toBe(1);
  });

  it("keeps only the digest of its token", async () => {
    const { body } = await asks(owner, newEmail(), ["member"]);
    const rows = await world.db.$queryRaw<{ text: string }[]>`
      select to_jsonb(i)::text as text from invitation i union all select body from audit_entry`;
    expect(rows.map(({ text }) => text).join()).not.toContain(tokenOf(body));
  });

  it("isn't shown again, not even to the same key", async () => {
    const email = newEmail();
    const headers = { "idempotency-key": "invite-once" };
    expect((await asks(owner, email, ["member"], headers)).status).toBe(201);
    const again = await asks(owner, email, ["member"], headers);
    expect(again).toMatchObject({ status: 409, body: { code: "already_done" } });
    const { body } = await owner.call<{ items: Invitation[] }>(list, "GET", "/invitations");
    expect(body.items.filter((item) => item.email === email)).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain("/invite/");
  });

  it.each([
    ["revoked", { revokedAt: new Date() }],
    ["expired", { expiresAt: new Date(Date.now() - 1) }],
  ])("%s opens nothing", async (_, data) => {
    const { body } = await asks(owner, newEmail(), ["member"]);
    await world.db.invitation.update({ where: { id: body.id }, data });
    expect((await joins(tokenOf(body))).status).toBe(410);
    expect(await openInvitation({ db: world.db, now: new Date() }, tokenOf(body))).toBeNull();
  });

  it("is revoked by admins of its workspace, and by a newer one for the address", async () => {
    const { body } = await asks(owner, newEmail(), ["member"]);
    const end = (who: Visitor) => who.call(revoke, "DELETE", `/invitations/${body.id}`, { params: { id: body.id } });
    expect((await end(await signedIn(world.people.stranger))).status).toBe(404);
    expect((await end(await signedIn(world.people.member))).status).toBe(403);
    expect((await end(admin)).status).toBe(204);
    expect((await end(admin)).status).toBe(404);
    expect((await joins(tokenOf(body))).status).toBe(410);
    const first = await asks(owner, body.email, ["member"]);
    await asks(owner, body.email, ["auditor"]);
    expect((await joins(tokenOf(first.body))).status).toBe(410);
  });
});

describe("who invites", () => {
  it.each([
    ["owner", ["owner"], 201],
    ["admin", ["owner"], 403],
    ["admin", ["admin"], 201],
    ["admin", ["auditor", "member"], 422],
    ["editor", ["member"], 403],
    ["member", ["member"], 403],
    ["auditor", ["auditor"], 403],
  ] as const)("%s inviting %j: %d", async (who, roles, status) => {
    expect((await asks(await signedIn(world.people[who]), newEmail(), [...roles], {}, again)).status).toBe(status);
  });

  it("must still be somebody who may, when it is accepted", async () => {
    const person = await createPerson(world.db, world.workspaceId, ["admin"]);
    const { body } = await asks(await signedIn(person), newEmail(), ["admin"], {}, again);
    await world.db.membership.updateMany({ where: { personId: person.id }, data: { roles: ["member"] } });
    expect((await joins(tokenOf(body))).status).toBe(410);
    await world.db.membership.updateMany({ where: { personId: person.id }, data: { roles: ["admin"] } });
    expect((await joins(tokenOf(body))).status).toBe(201);
  });
});

describe("somebody with an account", () => {
  it("joins another workspace with the password they have, and no other", async () => {
    const { stranger } = world.people;
    const { body } = await asks(owner, stranger.email, ["auditor"]);
    const token = tokenOf(body);
    expect((await joins(token, visitor(), "not their password")).status).toBe(401);
    const joined = await joins(token, visitor(), testPassword);
    expect(joined).toMatchObject({
      status: 201,
      body: { person: { id: stranger.id, name: "Stan" }, workspace: { id: world.workspaceId }, roles: ["auditor"] },
    });
    expect(await asks(owner, stranger.email, ["member"])).toMatchObject({ status: 409, body: { code: "email_taken" } });
  });
});
