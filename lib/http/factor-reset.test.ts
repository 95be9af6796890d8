import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as acknowledge } from "@/app/api/v1/factors/reset/seen/route";
import { POST as confirmTotp } from "@/app/api/v1/factors/totp/confirm/route";
import { POST as beginTotp } from "@/app/api/v1/factors/totp/route";
import { POST as reset } from "@/app/api/v1/people/[id]/factors/reset/route";
import { GET as runs } from "@/app/api/v1/runs/route";
import { GET as session, POST as signIn } from "@/app/api/v1/session/route";
import { totpCode, totpStep } from "@/lib/auth/totp";
import { findTotp } from "@/lib/data/factor.read";
import { readFactorReset } from "@/lib/data/factor-reset.read";
import { resetFactorsOf } from "@/lib/data/factor-reset.write";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { openSecret } from "@/lib/storage/sealed-secret";
import { tokenHeaders } from "@/prisma/factories/crowd";
import { createPerson, signInAs, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { as, createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

let world: World;
let admin: Visitor;
let adam: PersonFixture;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  adam = await createPerson(world.db, world.workspaceId, ["admin"]);
  admin = await signInAs(adam);
});
afterAll(() => world.db.$disconnect());

const password = testPassword;

async function withTotp(roles: WorkspaceRole[] = ["member"]): Promise<{ someone: PersonFixture; who: Visitor }> {
  const someone = await createPerson(world.db, world.workspaceId, roles);
  const who = await signInAs(someone);
  await who.call(beginTotp, "POST", "/factors/totp", { body: { password } });
  const secret = openSecret((await findTotp(world.db, someone.id, false)) ?? new Uint8Array(), someone.id);
  const code = totpCode(secret ?? new Uint8Array(), totpStep(new Date()));
  expect((await who.call(confirmTotp, "POST", "/factors/totp/confirm", { body: { code } })).status).toBe(200);
  return { someone, who };
}

const resets = (who: Visitor, id: string, body: object = { password }) =>
  who.call(reset, "POST", `/people/${id}/factors/reset`, { params: { id }, body });
const enters = async ({ email }: PersonFixture, secret = password) =>
  (await visitor().call(signIn, "POST", "/session", { body: { email, password: secret } })).status;

describe("a lost second factor", () => {
  it("is taken off by an admin with their own password: sessions end, it is on record, and the person is told", async () => {
    const { someone, who } = await withTotp();
    expect(await resets(admin, someone.id, {})).toMatchObject({ body: { code: "reauthentication_required" } });
    expect(await resets(admin, someone.id, { password: "wrong" })).toMatchObject({ status: 403 });
    expect([await enters(someone), (await who.call(session, "GET", "/session")).status]).toEqual([401, 200]);
    const headers = await tokenHeaders(world, someone, null);
    const lists = async () => (await visitor().call(runs, "GET", "/runs", { headers })).status;
    expect(await lists()).toBe(200);
    expect((await resets(admin, someone.id)).status).toBe(204);
    expect([(await who.call(session, "GET", "/session")).status, await lists()]).toEqual([401, 401]);
    expect(await enters(someone)).toBe(200);
    expect(await world.db.recoveryCode.count({ where: { personId: someone.id } })).toBe(0);
    const entry = await world.db.auditEntry.findFirstOrThrow({ where: { body: { contains: "second_factor.reset" } } });
    expect(JSON.parse(entry.body)).toMatchObject({
      actor: { person: adam.id },
      change: { had: ["totp"], sessionsEnded: 1 },
    });
    expect(await world.db.adminNotice.findFirst({ where: { personId: someone.id } })).toMatchObject({
      detail: adam.name,
    });
    const back = await signInAs(someone);
    expect(await readFactorReset(as(world, someone))).toMatchObject({ by: adam.name });
    expect((await back.call(acknowledge, "POST", "/factors/reset/seen", { body: {} })).status).toBe(204);
    expect(await readFactorReset(as(world, someone))).toBeNull();
  });

  it("opens nothing for who took it off: the password is the person's still", async () => {
    const { someone } = await withTotp();
    const { passwordHash } = await world.db.person.findUniqueOrThrow({ where: { id: someone.id } });
    expect((await resets(admin, someone.id)).status).toBe(204);
    expect(await world.db.person.findUniqueOrThrow({ where: { id: someone.id } })).toMatchObject({ passwordHash });
    expect(await enters(someone, "what an admin may guess")).toBe(401);
    expect(await world.db.session.count({ where: { personId: someone.id, revokedAt: null } })).toBe(0);
  });

  it("isn't taken off an owner by an admin, nor by members, by oneself, nor of who belongs elsewhere too", async () => {
    const owner = await withTotp(["owner"]);
    expect((await resets(admin, owner.someone.id)).status).toBe(403);
    const member = await signInAs(await createPerson(world.db, world.workspaceId, ["member"]));
    const { someone, who } = await withTotp();
    expect((await resets(member, someone.id)).status).toBe(403);
    expect((await resets(who, someone.id)).status).toBe(403);
    expect((await resets(admin, adam.id)).status).toBe(403);
    expect((await resets(admin, world.people.stranger.id)).status).toBe(404);
    const elsewhere = world.people.stranger.workspaceId;
    await world.db.membership.create({ data: { personId: someone.id, workspaceId: elsewhere, roles: ["member"] } });
    expect((await resets(admin, someone.id)).status).toBe(403);
    expect(await enters(someone)).toBe(401);
  });

  it("is taken off by the command line, the owner's as well", async () => {
    const { someone } = await withTotp(["owner"]);
    const ctx = { db: world.db, now: new Date() };
    expect(await resetFactorsOf(ctx, "nobody@example.test")).toMatchObject({ code: "not_found" });
    expect(await resetFactorsOf(ctx, someone.email)).toMatchObject({ ok: true });
    expect(await enters(someone)).toBe(200);
    expect(await readFactorReset(as(world, someone))).toMatchObject({ by: null });
    expect(await resetFactorsOf(ctx, someone.email)).toMatchObject({ code: "conflict" });
  });
});
