import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { POST as beginSignIn } from "@/app/api/v1/runs/[runId]/signoffs/[key]/ceremonies/[id]/sign-in/route";
import { POST as openCeremony } from "@/app/api/v1/runs/[runId]/signoffs/[key]/ceremonies/route";
import { POST as sign } from "@/app/api/v1/runs/[runId]/signoffs/[key]/signatures/route";
import { GET as session } from "@/app/api/v1/session/route";
import { PATCH as changeWorkspace } from "@/app/api/v1/workspace/route";
import { editRun } from "@/lib/data/run-edit.write";
import { comesBack, signsInThere, useIdentityProvider } from "@/prisma/factories/single-sign-on";
import { createPerson, givePasswords, signInAs, testPassword, type Visitor } from "@/prisma/factories/visitor";
import { as, createRun, createTemplate, createWorld, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type IdentityProvider, signInThere, type Token } from "@/scripts/test/identity-provider";

let world: World;
let provider: IdentityProvider;
let runId: string;
let signer: Visitor;
let email: string;

beforeAll(async () => {
  const urls = await testDatabase();
  provider = await useIdentityProvider({ people: ["member"] });
  world = await createWorld(urls.app);
  runId = await createRun(world, await createTemplate(world));
  for (const login of ["signer", "other"]) {
    provider.accounts.set(login, {
      email: `${login}@acme.test`,
      email_verified: true,
      name: login,
      groups: ["people"],
    });
  }
  signer = (await signsInThere("signer")).who;
  email = (await signer.call<{ person: { email: string } }>(session, "GET", "/session")).body.person.email;
  await signsInThere("other");
  await givePasswords(world.db, [world.people.member]);
  await joinRoster();
});
afterAll(async () => {
  await provider.close();
  await world.db.$disconnect();
});
afterEach(() => {
  provider.twist = null;
});

/** Puts the signer beside everybody who signs already. */
async function joinRoster(): Promise<void> {
  const rows = await world.db.rosterEntry.findMany({ where: { runId } });
  const people = await world.db.person.findMany({ where: { id: { in: rows.map(({ personId }) => personId) } } });
  const roster: Record<string, string[]> = {};
  for (const { role, personId } of rows) {
    roster[role] ??= [email];
    roster[role].push(...people.flatMap((person) => (person.id === personId ? [person.email] : [])));
  }
  value(await editRun(as(world, world.people.lead), runId, { roster }));
}

type Ceremony = { id: string; sha256: string; statement: string };
const params = () => ({ runId, key: "engineering" });

async function opens(who = signer): Promise<Ceremony> {
  const body = { decision: "approve", method: "oidc" };
  const answer = await who.call<Ceremony>(openCeremony, "POST", "/ceremonies", { params: params(), body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const goes = (ceremony: Ceremony, who = signer) =>
  who.call<{ url: string }>(beginSignIn, "POST", "/sign-in", { params: { ...params(), id: ceremony.id }, body: {} });
const signs = ({ id, sha256 }: Ceremony, who = signer) =>
  who.call(sign, "POST", "/signatures", { params: params(), body: { ceremony: id, statement: sha256 } });

async function proves(ceremony: Ceremony, login = "signer", who = signer): Promise<string> {
  return comesBack(who, await signInThere((await goes(ceremony, who)).body.url, login));
}
const poll = () => `/runs/${runId}/poll`;
const failuresOf = async ({ id }: Ceremony) => (await world.db.ceremony.findUniqueOrThrow({ where: { id } })).failures;

describe("signing by signing in anew", () => {
  it("asks the provider for a new sign-in, bound to the statement, and records how it was signed", async () => {
    const ceremony = await opens();
    expect(ceremony.statement).toContain("\nmethod: oidc\n");
    const asked = new URL((await goes(ceremony)).body.url).searchParams;
    expect([asked.get("prompt"), asked.get("max_age")]).toEqual(["login", "0"]);
    expect(asked.get("nonce")?.split(".")[0]).toBe(ceremony.sha256);
    expect(await signs(ceremony)).toMatchObject({ status: 403, body: { code: "reauthentication_required" } });
    expect(await proves(ceremony)).toBe(`${poll()}?proven=${ceremony.id}`);
    expect(await signs(ceremony)).toMatchObject({ status: 201, body: { method: "oidc", printedName: "signer" } });
    expect(await signs(ceremony)).toMatchObject({ status: 409 });
    const entry = await world.db.auditEntry.findFirstOrThrow({ where: { body: { contains: "ceremony.proven" } } });
    expect(JSON.parse(entry.body)).toMatchObject({
      change: { sha256: ceremony.sha256, issuer: provider.issuer, subject: "signer", authTime: expect.any(Number) },
    });
  });

  it("holds in the session that came back, and for that statement alone", async () => {
    const elsewhere = (await signsInThere("signer")).who;
    const ceremony = await opens();
    await proves(ceremony);
    expect((await signs(ceremony, elsewhere)).status).toBe(403);
    const next = await opens();
    expect((await signs(next)).status).toBe(403);
    expect(await signs(ceremony)).toMatchObject({ status: 410, body: { code: "ceremony_expired" } });
  });

  const claim = (name: string, made: (now: number) => unknown) => (token: Token) => ({
    ...token,
    claims: { ...token.claims, [name]: made(Math.floor(Date.now() / 1000)) },
  });
  it.each<[string, (token: Token) => Token, string]>([
    ["a sign-in older than the statement", claim("auth_time", (now) => now - 30), "not_anew"],
    ["one that doesn't say when", claim("auth_time", () => undefined), "not_anew"],
    ["a time that is none", claim("auth_time", () => "now"), "invalid"],
    ["the nonce of another statement", claim("nonce", () => `${"0".repeat(64)}.x`), "invalid"],
    ["an expired token", claim("exp", (now) => now - 120), "clock"],
    ["alg none", ({ header, claims }) => ({ header: { ...header, alg: "none" }, claims }), "invalid"],
  ])("refuses %s, and counts it", async (_, twist, problem) => {
    const ceremony = await opens();
    provider.twist = twist;
    expect(await proves(ceremony)).toBe(`${poll()}?sso=${problem}`);
    expect(await failuresOf(ceremony)).toBe(1);
    expect((await signs(ceremony)).status).toBe(403);
  });

  it("refuses somebody else's sign-in, and is void after five failures, for the right one too", async () => {
    const ceremony = await opens();
    for (let n = 0; n < 5; n += 1) expect(await proves(ceremony, "other")).toBe(`${poll()}?sso=not_you`);
    expect(await goes(ceremony)).toMatchObject({ status: 410, body: { code: "ceremony_expired" } });
    expect(await world.db.adminNotice.count({ where: { kind: "ceremony_voided" } })).toBe(1);
  });

  it("counts no failure when it is cancelled, and takes no answer twice", async () => {
    const ceremony = await opens();
    expect(await proves(ceremony, "nobody there")).toBe(`${poll()}?sso=denied`);
    expect(await failuresOf(ceremony)).toBe(0);
    const address = await signInThere((await goes(ceremony)).body.url, "signer");
    const cookie = signer.cookies.get("gonogo.sso") ?? "";
    expect(await comesBack(signer, address)).toContain("proven=");
    signer.cookies.set("gonogo.sso", cookie);
    expect(await comesBack(signer, address)).toBe("/sign-in?sso=expired");
  });

  it("is nothing for who isn't connected, and nobody else's statement is found", async () => {
    const other = (await signsInThere("other")).who;
    expect((await goes(await opens(), other)).status).toBe(403);
    const here = await signInAs(world.people.member);
    const body = { decision: "approve", method: "oidc" };
    const refused = await here.call(openCeremony, "POST", "/ceremonies", { params: params(), body });
    expect(refused).toMatchObject({ status: 422, body: { problems: [{ path: "method" }] } });
    expect((await goes(await opens(), here)).status).toBe(404);
  });

  it("can be asked of everybody by the workspace", async () => {
    const owner = await signInAs(await createPerson(world.db, world.workspaceId, ["owner"]));
    const asks = (signingRequires: string) =>
      owner.call(changeWorkspace, "PATCH", "/workspace", { body: { signingRequires, password: testPassword } });
    expect((await asks("single_sign_on")).status).toBe(200);
    const here = await signInAs(world.people.member);
    const body = { decision: "approve", method: "password" };
    expect((await here.call(openCeremony, "POST", "/ceremonies", { params: params(), body })).status).toBe(422);
    const ceremony = await opens();
    await proves(ceremony);
    expect((await asks("second_factor")).status).toBe(200);
    expect(await signs(ceremony)).toMatchObject({ status: 410 });
    await asks("password");
  });
});
