import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as invitations } from "@/app/api/v1/invitations/route";
import { GET as people } from "@/app/api/v1/people/route";
import { GET as runs, POST as startRun } from "@/app/api/v1/runs/route";
import { GET as session, POST as signIn } from "@/app/api/v1/session/route";
import { GET as templates } from "@/app/api/v1/templates/route";
import { GET as tokens } from "@/app/api/v1/tokens/route";
import { givePasswords, testPassword, type Visitor, visitor } from "@/prisma/factories/visitor";
import { createTemplate, createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { moment } from "./schema/page";

let world: World;
let owner: Visitor;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  await givePasswords(world.db, [world.people.owner]);
  owner = visitor();
  const { email } = world.people.owner;
  await owner.call(signIn, "POST", "/session", { body: { email, password: testPassword } });
});
afterAll(() => world.db.$disconnect());

const nul = String.fromCharCode(0);
const half = String.fromCharCode(0xd800);
const cursors: unknown[] = [
  [nul, nul],
  [half, half],
  ["2026-11-20T12:00:00Z", nul],
  ["0000-01-01T00:00:00Z", "x"],
  ["9999-12-31T23:59:59.999Z", "x"],
  ["a", "b", "c"],
  [1, 2],
  ["----------", "x"],
  ["2026-99-99 25:61:61+00", "x"],
  ["infinity", half],
  {},
  null,
  "x".repeat(1000),
];

it.each(cursors)("a list answers a cursor it never gave, %j, without failing", async (value) => {
  const cursor = Buffer.from(JSON.stringify(value)).toString("base64url");
  for (const [handler, path] of [
    [people, "/people?"],
    [tokens, "/tokens?"],
    [invitations, "/invitations?"],
    [templates, "/templates?"],
    [runs, "/runs?"],
    [runs, "/runs?closed=1&"],
  ] as const) {
    const { status } = await owner.call(handler, "GET", `${path}cursor=${cursor}`);
    expect([200, 422]).toContain(status);
  }
});

it.each([
  { email: nul, password: "x" },
  { email: half, password: half },
  { email: ["a"], password: {} },
  { email: "a", password: "b", roles: ["owner"] },
  { email: { contains: "@" }, password: "x" },
  [],
  null,
  "text",
])("sign-in refuses %j", async (body) => {
  const answer = await visitor().call(signIn, "POST", "/session", { body });
  expect(answer).toMatchObject({ status: 422, body: { code: "invalid_input" } });
});

it.each<Record<string, string>>([
  { authorization: "Bearer" },
  { authorization: "Basic b3duZXI6eA==" },
  { authorization: `Bearer gng_${"x".repeat(5000)}` },
  { authorization: "Bearer gng_' or 1=1 --" },
  { cookie: "gonogo.session; gonogo.session=; =; ;;" },
  { cookie: `gonogo.session=${"a".repeat(3000)}.b` },
  { "x-gonogo-workspace": "' or 1=1 --" },
])("nobody comes in by %j", async (headers) => {
  expect((await visitor().call(session, "GET", "/session", { headers })).status).toBe(401);
});

it.each(["0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-02-30T00:00:00Z"])(
  "a moment isn't %s",
  (text) => {
    expect(moment.safeParse(text).success).toBe(false);
    expect(moment.parse("2026-11-20T13:00:00+01:00")).toBe("2026-11-20T12:00:00.000Z");
  },
);

it("a key is kept however long the address it was sent to", async () => {
  const templateId = await createTemplate(world);
  const body = { templateId, name: "Release", environment: "production" };
  const path = `/runs?${randomBytes(4000).toString("hex")}`;
  const headers = { "idempotency-key": "once" };
  const first = await owner.call(startRun, "POST", path, { body, headers });
  expect(first.status).toBe(201);
  const again = await owner.call(startRun, "POST", path, { body, headers });
  expect(again.body).toEqual(first.body);
  const elsewhere = await owner.call(startRun, "POST", `${path}0`, { body, headers });
  expect(elsewhere.body.id).not.toBe(first.body.id);
});

it("a workspace cookie that means nothing falls back to one's own", async () => {
  owner.cookies.set("gonogo.workspace", "' or 1=1 --");
  expect((await owner.call(session, "GET", "/session")).body).toMatchObject({ workspace: { id: world.workspaceId } });
});
