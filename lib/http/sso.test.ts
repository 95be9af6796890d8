import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { GET as factors } from "@/app/api/v1/factors/route";
import { POST as disconnect } from "@/app/api/v1/factors/sso/remove/route";
import { POST as connect } from "@/app/api/v1/factors/sso/route";
import { PATCH as changePerson } from "@/app/api/v1/people/[id]/route";
import { GET as session } from "@/app/api/v1/session/route";
import { POST as beginSso } from "@/app/api/v1/session/sso/route";
import { addressFailures } from "@/lib/auth/sign-in";
import { comesBack, goesOut, signsInThere, useIdentityProvider } from "@/prisma/factories/single-sign-on";
import { createPerson, signInAs, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type IdentityProvider, signInThere, type Token } from "@/scripts/test/identity-provider";

let world: World;
let provider: IdentityProvider;

beforeAll(async () => {
  const urls = await testDatabase();
  provider = await useIdentityProvider({ releases: ["admin"], people: ["member"], checkers: ["auditor"] });
  world = await createWorld(urls.app);
});
afterAll(async () => {
  await provider.close();
  await world.db.$disconnect();
});
afterEach(() => {
  provider.twist = null;
});

let made = 0;
/** Somebody at the provider whom we don't know yet. */
function newcomer(more: object = {}): string {
  made += 1;
  const login = `login-${made}`;
  provider.accounts.set(login, {
    email: `${login}@acme.test`,
    email_verified: true,
    name: `Newcomer ${made}`,
    groups: ["people"],
    ...more,
  });
  return login;
}

const who = async (someone: Visitor) =>
  (await someone.call<{ person: { id: string }; roles: string[] }>(session, "GET", "/session")).body;
const nobody = async (someone: Visitor) => (await someone.call(session, "GET", "/session")).status === 401;

describe("single sign-on", () => {
  it("makes an account for whoever is in a group, with its roles, and leads on", async () => {
    const login = newcomer({ groups: ["people", "releases", "unknown"] });
    const back = await signsInThere(login);
    expect(back.path).toBe("/runs");
    const seen = await who(back.who);
    expect(seen).toMatchObject({
      person: { name: provider.accounts.get(login)?.name, email: `${login}@acme.test` },
      roles: ["admin", "member"],
    });
    const again = await signsInThere(login);
    expect((await who(again.who)).person.id).toBe(seen.person.id);
    expect((await again.who.call(factors, "GET", "/factors")).body).toMatchObject({
      password: false,
      singleSignOn: { createdAt: expect.any(String) },
    });
    const entry = await world.db.auditEntry.findFirst({
      where: { body: { contains: "person.joined" } },
      orderBy: { seq: "desc" },
    });
    expect(JSON.parse(entry?.body ?? "{}")).toMatchObject({ change: { issuer: provider.issuer, subject: login } });
  });

  it("asks with PKCE, state and nonce, and for no more than it needs", async () => {
    const asked = new URL(await goesOut(visitor())).searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("response_type")).toBe("code");
    for (const name of ["state", "nonce", "code_challenge"]) expect((asked.get(name) ?? "").length).toBeGreaterThan(40);
  });

  it("takes roles away with their group at the next sign-in, and everything with the last", async () => {
    const login = newcomer({ groups: ["people", "releases"] });
    const first = await signsInThere(login);
    const change = (groups: string[]) => provider.accounts.set(login, { ...provider.accounts.get(login), groups });
    change(["people"]);
    const second = await signsInThere(login);
    expect((await who(second.who)).roles).toEqual(["member"]);
    expect((await who(first.who)).roles).toEqual(["member"]);
    change([]);
    expect((await signsInThere(login)).path).toBe("/sign-in?sso=no_group");
    expect([await nobody(first.who), await nobody(second.who)]).toEqual([true, true]);
    change(["checkers", "people"]);
    expect((await who((await signsInThere(login)).who)).roles).toEqual(["auditor"]);
  });

  it("opens a session of twelve hours", async () => {
    const { person } = await who((await signsInThere(newcomer())).who);
    const row = await world.db.session.findFirstOrThrow({ where: { personId: person.id } });
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(12 * 3_600_000);
  });

  it("leaves roles of groups to the groups; only making an owner takes somebody out of them", async () => {
    const { person } = await who((await signsInThere(newcomer())).who);
    const owner = await signInAs(await createPerson(world.db, world.workspaceId, ["owner"]));
    const give = (roles: string[]) =>
      owner.call(changePerson, "PATCH", `/people/${person.id}`, {
        params: { id: person.id },
        body: { roles, password: testPassword },
      });
    expect(await give(["admin"])).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await give(["owner"])).status).toBe(200);
    const login = `login-${made}`;
    provider.accounts.set(login, { ...provider.accounts.get(login), groups: [] });
    expect((await who((await signsInThere(login)).who)).roles).toEqual(["owner"]);
  });

  it.each([
    ["no mail address", { email: undefined }, "no_email"],
    ["an unverified one", { email_verified: false }, "email_unverified"],
    ["one verified in words only", { email_verified: "true" }, "email_unverified"],
    ["nothing said about it", { email_verified: undefined }, "email_unverified"],
    ["no group", { groups: [] }, "no_group"],
    ["groups that give nothing", { groups: ["owner", "__proto__", "constructor"] }, "no_group"],
  ])("lets nobody in with %s", async (_, more, problem) => {
    const before = await world.db.person.count();
    const back = await signsInThere(newcomer(more));
    expect([back.path, await nobody(back.who)]).toEqual([`/sign-in?sso=${problem}`, true]);
    expect(await world.db.person.count()).toBe(before);
  });

  it("says that it was cancelled, and that somebody was disabled here", async () => {
    expect((await signsInThere("nobody there")).path).toBe("/sign-in?sso=denied");
    const login = newcomer();
    const { person } = await who((await signsInThere(login)).who);
    await world.db.membership.updateMany({ where: { personId: person.id }, data: { disabledAt: new Date() } });
    expect((await signsInThere(login)).path).toBe("/sign-in?sso=disabled");
  });
});

describe("the limit of those who ask", () => {
  const counted = (subject: string) => world.db.signInFailure.count({ where: { subject } });
  const address = "192.0.2.140";
  const subject = `sso address:${address}`;

  it("counts no sign-in that came through", async () => {
    const office = visitor(address);
    const url = await goesOut(office, "/runs");
    expect(await counted(subject)).toBe(1);
    expect(await comesBack(office, await signInThere(url, newcomer()))).toBe("/runs");
    expect(await counted(subject)).toBe(0);
  });

  it("is one's own for whoever is signed in: no stranger behind the same address uses it up", async () => {
    const someone = await createPerson(world.db, world.workspaceId, ["member"]);
    const here = await signInAs(someone, visitor(address));
    const spent = Array.from({ length: 4 * addressFailures }, () => ({ subject, at: new Date() }));
    await world.db.signInFailure.createMany({ data: spent });
    const asked = await visitor(address).call(beginSso, "POST", "/session/sso", { body: { next: "/" } });
    expect(asked.status).toBe(429);
    const begun = await here.call(connect, "POST", "/factors/sso", { body: { password: testPassword } });
    expect(begun.status).toBe(201);
    expect(await counted(`sso of ${someone.id}`)).toBe(1);
  });
});

describe("an account that is there already", () => {
  it("isn't opened by its address, however verified", async () => {
    const someone = await createPerson(world.db, world.workspaceId, ["admin"]);
    const back = await signsInThere(newcomer({ email: someone.email.toUpperCase() }));
    expect([back.path, await nobody(back.who)]).toEqual(["/sign-in?sso=account_exists", true]);
  });

  it("is connected by its owner, signed in and with the password, and keeps the roles given by hand", async () => {
    const someone = await createPerson(world.db, world.workspaceId, ["template_editor"]);
    const here = await signInAs(someone);
    const login = newcomer({ email: "another@acme.test", groups: ["releases"] });
    const begin = (body: object) => here.call<{ url: string }>(connect, "POST", "/factors/sso", { body });
    expect(await begin({})).toMatchObject({ status: 403, body: { code: "reauthentication_required" } });
    expect(await begin({ password: "wrong" })).toMatchObject({ status: 403 });
    const { url } = (await begin({ password: testPassword })).body;
    expect(await comesBack(here, await signInThere(url, login))).toBe("/settings?connected=yes");
    const back = await signsInThere(login);
    expect(await who(back.who)).toMatchObject({ person: { id: someone.id }, roles: ["template_editor"] });
    const other = await signInAs(await createPerson(world.db, world.workspaceId, ["member"]));
    const theirs = await other.call<{ url: string }>(connect, "POST", "/factors/sso", {
      body: { password: testPassword },
    });
    expect(await comesBack(other, await signInThere(theirs.body.url, login))).toBe("/settings?sso=taken");
    const off = await here.call(disconnect, "POST", "/factors/sso/remove", { body: { password: testPassword } });
    expect(off.status).toBe(204);
  });

  it("isn't connected where a second factor came since it was asked for", async () => {
    const someone = await createPerson(world.db, world.workspaceId, ["member"]);
    const thief = await signInAs(someone);
    const { url } = (
      await thief.call<{ url: string }>(connect, "POST", "/factors/sso", { body: { password: testPassword } })
    ).body;
    const factor = { personId: someone.id, secret: new Uint8Array(8), confirmedAt: new Date() };
    await world.db.totpFactor.create({ data: factor });
    expect(await comesBack(thief, await signInThere(url, newcomer()))).toBe("/settings?sso=expired");
    expect((await thief.call(factors, "GET", "/factors")).body).toMatchObject({ singleSignOn: null });
  });

  it("isn't connected to another's by an answer their browser is made to bring", async () => {
    const [victim, attacker] = [
      await signInAs(await createPerson(world.db, world.workspaceId, ["admin"])),
      await signInAs(await createPerson(world.db, world.workspaceId, ["member"])),
    ];
    const begun = await attacker.call<{ url: string }>(connect, "POST", "/factors/sso", {
      body: { password: testPassword },
    });
    const address = await signInThere(begun.body.url, newcomer());
    expect(await comesBack(victim, address)).toBe("/sign-in?sso=expired");
    victim.cookies.set("gonogo.sso", attacker.cookies.get("gonogo.sso") ?? "");
    expect(await comesBack(victim, address)).toBe("/sign-in?sso=expired");
    expect((await victim.call(factors, "GET", "/factors")).body).toMatchObject({ singleSignOn: null });
  });
});

const claim = (name: string, value: unknown) => (token: Token) => ({
  ...token,
  claims: { ...token.claims, [name]: value },
});
const seconds = () => Math.floor(Date.now() / 1000);

describe("an attack on the answer", () => {
  it.each<[string, (token: Token) => Token | string, string]>([
    ["another nonce", claim("nonce", "another"), "invalid"],
    ["no nonce", claim("nonce", undefined), "invalid"],
    ["another audience", claim("aud", "somebody-else"), "invalid"],
    ["several audiences without saying for whom", claim("aud", ["somebody-else", "other"]), "invalid"],
    ["another issuer", claim("iss", "https://evil.example"), "invalid"],
    ["another subject than who signed in", claim("sub", "somebody-else"), "invalid"],
    ["an expired token", (token) => claim("exp", seconds() - 120)(token), "clock"],
    ["one from the future", (token) => claim("nbf", seconds() + 3600)(token), "clock"],
    ["alg none", ({ header, claims }) => ({ header: { ...header, alg: "none" }, claims }), "invalid"],
    [
      "a changed claim under the old signature",
      (token) => {
        const [header, , signature] = provider.given.at(-1)?.split(".") ?? [];
        return `${header}.${Buffer.from(JSON.stringify(token.claims)).toString("base64url")}.${signature}`;
      },
      "invalid",
    ],
    ["a symmetric signature", ({ header, claims }) => ({ header: { ...header, alg: "HS256" }, claims }), "invalid"],
    ["no token that is one", () => "nothing", "invalid"],
  ])("is refused: %s", async (_, twist, problem) => {
    await signsInThere(newcomer());
    const login = newcomer();
    provider.twist = twist;
    const back = await signsInThere(login);
    expect([back.path, await nobody(back.who)]).toEqual([`/sign-in?sso=${problem}`, true]);
    provider.twist = (token) => token;
    expect((await signsInThere(login)).path).toBe("/runs");
  });

  it("is refused: the code of another browser, another state, a repeated answer", async () => {
    const login = newcomer();
    const [one, other] = [visitor(), visitor()];
    const address = await signInThere(await goesOut(one), login);
    await goesOut(other);
    expect(await comesBack(other, address)).toBe("/sign-in?sso=invalid");
    expect(await comesBack(visitor(), address)).toBe("/sign-in?sso=expired");
    const cookie = one.cookies.get("gonogo.sso") ?? "";
    expect(await comesBack(one, address)).toBe("/");
    one.cookies.set("gonogo.sso", cookie);
    expect(await comesBack(one, address)).toBe("/sign-in?sso=expired");
    const third = visitor();
    const bent = new URL(await signInThere(await goesOut(third), login));
    bent.searchParams.set("state", "another");
    expect(await comesBack(third, bent.href)).toBe("/sign-in?sso=invalid");
    const fourth = visitor();
    const used = new URL(await signInThere(await goesOut(fourth), login));
    used.searchParams.set("code", new URL(address).searchParams.get("code") ?? "");
    expect(await comesBack(fourth, used.href)).toBe("/sign-in?sso=invalid");
  });

  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "/a b", ""])(
    "is refused: to come back to %j",
    async (next) => {
      expect((await visitor().call(beginSso, "POST", "/session/sso", { body: { next } })).status).toBe(422);
    },
  );
});
