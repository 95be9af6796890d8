import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUT as changePassword } from "@/app/api/v1/password/route";
import { PATCH as changePerson } from "@/app/api/v1/people/[id]/route";
import { GET as events } from "@/app/api/v1/runs/[runId]/events/route";
import { PATCH as editRun, GET as readRun } from "@/app/api/v1/runs/[runId]/route";
import { POST as openCeremony } from "@/app/api/v1/runs/[runId]/signoffs/[key]/ceremonies/route";
import { POST as sign } from "@/app/api/v1/runs/[runId]/signoffs/[key]/signatures/route";
import { DELETE as endSession } from "@/app/api/v1/sessions/[id]/route";
import { DELETE as revokeToken } from "@/app/api/v1/tokens/[id]/route";
import { POST as createToken } from "@/app/api/v1/tokens/route";
import { Hub } from "@/lib/realtime/hub";
import { createPerson, givePasswords, signInAs, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createRun, createTemplate, createWorld, type PersonFixture, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";

const shared = globalThis as typeof globalThis & { gonogoHub?: Hub };
let world: World;
let hub: Hub;
let runId: string;
let owner: Visitor;

beforeAll(async () => {
  const urls = await testDatabase();
  world = await createWorld(urls.app);
  await givePasswords(world.db, Object.values(world.people));
  runId = await createRun(world, await createTemplate(world));
  // As the server runs it: the five seconds are the promise.
  hub = new Hub(world.db, urls.app);
  shared.gonogoHub = hub;
  owner = await signInAs(world.people.owner);
});
afterAll(async () => {
  await hub.close();
  await world.db.$disconnect();
});

const member = () => createPerson(world.db, world.workspaceId, ["member"]);
const reads = (who: Visitor, headers: Record<string, string> = {}) =>
  who.call(readRun, "GET", `/runs/${runId}`, { params: { runId }, headers });

/** Opens a stream and resolves, once it is closed, to how long that took after `after` was called. */
async function listening(headers: Record<string, string>): Promise<{ shut: () => Promise<number> }> {
  const request = new Request(`http://localhost:3000/api/v1/runs/${runId}/events`, { headers });
  const response = await events(request, { params: Promise.resolve({ runId }) });
  const reader = response.body?.getReader();
  expect(response.status).toBe(200);
  await reader?.read();
  return {
    shut: async () => {
      const from = performance.now();
      while (!(await reader?.read())?.done);
      return performance.now() - from;
    },
  };
}

const cookieOf = (who: Visitor) => ({
  cookie: Array.from(who.cookies, ([name, value]) => `${name}=${value}`).join("; "),
});

type Cut = {
  name: string;
  status: number;
  cut: () => Promise<{ headers: Record<string, string>; off: () => Promise<unknown> }>;
};

const changes = (id: string, body: object) =>
  owner.call(changePerson, "PATCH", `/people/${id}`, { params: { id }, body });

const cuts: Cut[] = [
  {
    name: "a session that is ended",
    status: 401,
    cut: async () => {
      const someone = await member();
      const [here, there] = [await signInAs(someone), await signInAs(someone)];
      const [id = ""] = (there.cookies.get("gonogo.session") ?? "").split(".");
      return {
        headers: cookieOf(there),
        off: () => here.call(endSession, "DELETE", `/sessions/${id}`, { params: { id } }),
      };
    },
  },
  {
    name: "the other sessions of whoever changes the password",
    status: 401,
    cut: async () => {
      const someone = await member();
      const [here, there] = [await signInAs(someone), await signInAs(someone)];
      const body = { current: testPassword, next: "a wholly other sentence" };
      return { headers: cookieOf(there), off: () => here.call(changePassword, "PUT", "/password", { body }) };
    },
  },
  {
    name: "a token that is revoked",
    status: 401,
    cut: async () => {
      const who = await signInAs(await member());
      const { body } = await who.call<{ id: string; secret: string }>(createToken, "POST", "/tokens", {
        body: { name: "pipeline", password: testPassword },
      });
      const { id, secret } = body;
      return {
        headers: { authorization: `Bearer ${secret}` },
        off: () => who.call(revokeToken, "DELETE", `/tokens/${id}`, { params: { id } }),
      };
    },
  },
  {
    name: "a person who is disabled",
    status: 401,
    cut: async () => {
      const someone = await member();
      return { headers: cookieOf(await signInAs(someone)), off: () => changes(someone.id, { disabled: true }) };
    },
  },
  {
    name: "a person whose membership ends",
    status: 401,
    cut: async () => {
      const someone = await member();
      const where = { personId: someone.id };
      const off = () => world.db.membership.updateMany({ where, data: { disabledAt: new Date() } });
      return { headers: cookieOf(await signInAs(someone)), off };
    },
  },
];

describe("what is taken away is gone at once", () => {
  it.concurrent.each(cuts)(
    "$name: the next request is refused, the stream shut within 5 s",
    async ({ cut, status }) => {
      const { headers, off } = await cut();
      const stream = await listening(headers);
      expect((await reads(visitor(), headers)).status).toBe(200);
      await off();
      const [took, next] = await Promise.all([stream.shut(), reads(visitor(), headers)]);
      expect(next.status).toBe(status);
      expect(took).toBeLessThan(5_500);
    },
  );

  it("a role that is lost refuses the next act", async () => {
    const someone = await createPerson(world.db, world.workspaceId, ["admin"]);
    const who = await signInAs(someone);
    const renames = (name: string) =>
      who.call(editRun, "PATCH", `/runs/${runId}`, { params: { runId }, body: { name } });
    expect((await renames("Release 1 a")).status).toBe(200);
    expect((await changes(someone.id, { roles: ["auditor"] })).status).toBe(200);
    expect(await renames("Release 1 b")).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });
});

describe("an open ceremony", () => {
  const params = () => ({ runId, key: "engineering" });
  const { member: signer } = { member: (): PersonFixture => world.people.member };
  type Ceremony = { id: string; sha256: string };
  const opens = (who: Visitor) =>
    who.call<Ceremony>(openCeremony, "POST", "/ceremonies", { params: params(), body: { decision: "approve" } });
  const signs = (who: Visitor, { id, sha256 }: Ceremony) =>
    who.call(sign, "POST", "/signatures", {
      params: params(),
      body: { ceremony: id, statement: sha256, password: testPassword },
    });

  it("is void once a session of its person ends or their roles change", async () => {
    const [here, there] = [await signInAs(signer()), await signInAs(signer())];
    const [id = ""] = (there.cookies.get("gonogo.session") ?? "").split(".");
    const first = (await opens(here)).body;
    await here.call(endSession, "DELETE", `/sessions/${id}`, { params: { id } });
    expect(await signs(here, first)).toMatchObject({ status: 410, body: { code: "ceremony_expired" } });
    const second = (await opens(here)).body;
    await changes(signer().id, { roles: ["member", "template_editor"] });
    expect(await signs(here, second)).toMatchObject({ status: 410 });
    const third = (await opens(here)).body;
    expect((await signs(here, third)).status).toBe(201);
  });
});
