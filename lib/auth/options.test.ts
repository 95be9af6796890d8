import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actorOf } from "@/lib/auth/actor";
import { givePasswords, testPassword } from "@/prisma/factories/visitor";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { authOptions } from "./options";

let world: World;
let secret: string;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
  await givePasswords(world.db, [world.people.owner]);
  secret = String(authOptions().secret);
});
afterAll(() => world.db.$disconnect());

async function authorize(password: string) {
  const [provider] = authOptions().providers;
  if (provider?.type !== "credentials") throw new TypeError("no credentials provider");
  const { authorize } = provider.options as Pick<typeof provider, "authorize">;
  const { email } = world.people.owner;
  const headers = { "x-forwarded-for": "198.51.100.3" };
  return authorize({ email, password }, { headers, body: {}, query: {}, method: "POST" });
}

describe("next-auth", () => {
  it("signs in by the same function, and its token is a cookie the API knows", async () => {
    const user = await authorize(testPassword);
    const token = await authOptions().jwt?.encode?.({ secret, token: { sub: user?.id ?? "" } });
    const headers = { cookie: `gonogo.session=${token}` };
    const actor = await actorOf(new Request("http://localhost:3000/", { headers }));
    expect(actor).toMatchObject({ person: { id: world.people.owner.id }, credential: { sessionId: user?.id } });
    expect(await authOptions().jwt?.decode?.({ secret, token: token ?? "" })).toEqual({ sub: user?.id });
    expect(await authorize("not the password")).toBeNull();
  });

  it("reads no token it didn't seal", async () => {
    for (const token of ["", "a.b", "01a1f8a7-b668-7293-938f-232a8b03a2fd.", "eyJhbGciOiJub25lIn0.e30."]) {
      expect(await authOptions().jwt?.decode?.({ secret, token })).toBeNull();
    }
  });

  it.each([
    ["/runs?x=1", "http://localhost:3000/runs?x=1"],
    ["http://localhost:3000/runs", "http://localhost:3000/runs"],
    ["https://evil.example/", "http://localhost:3000"],
    ["//evil.example/", "http://localhost:3000"],
    ["http://localhost:3000@evil.example/", "http://localhost:3000"],
    ["javascript:alert(1)", "http://localhost:3000"],
  ])("after sign-in %s leads to %s", async (url, target) => {
    const redirect = authOptions().callbacks?.redirect;
    expect(await redirect?.({ url, baseUrl: "http://localhost:3000" })).toBe(target);
  });
});
