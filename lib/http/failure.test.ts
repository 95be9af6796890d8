import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { POST as signIn } from "@/app/api/v1/session/route";
import { GET as listTokens } from "@/app/api/v1/tokens/route";
import { visitor } from "@/prisma/factories/visitor";
import { createWorld, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { getSession } from "./operations/session";
import { publicRoute } from "./route";

let world: World;

beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => world.db.$disconnect());

it("writes down who was turned away from what, and nothing of what they sent", async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => Boolean(written.push(String(text))));
  const who = visitor("203.0.113.9");
  await who.call(signIn, "POST", "/session", { body: { email: "nobody@example.test", password: "my other password" } });
  await who.call(listTokens, "GET", "/tokens?cursor=something", { headers: { authorization: "Bearer gng_guessed" } });
  const lines = written.map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { message: "refused", operation: "createSession", status: 401, person: null, address: "203.0.113.9" },
    { message: "refused", operation: "listTokens", status: 401, credential: null, address: "203.0.113.9" },
  ]);
  expect(written.join("")).not.toMatch(/nobody@|other password|guessed|something/);
});

it("tells whoever asked nothing of what broke, and the operator everything", async () => {
  const reported = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const breaks = publicRoute(getSession, () => Promise.reject(new Error("the password is hunter2")));
  const answer = await breaks(new Request("http://localhost:3000/api/v1/session"), { params: Promise.resolve({}) });
  const text = await answer.text();
  expect([answer.status, JSON.parse(text).code]).toEqual([500, "internal"]);
  expect(text).not.toMatch(/hunter2|stack|\.ts/);
  expect(reported.mock.calls[0]?.[0]).toContain("hunter2");
});
