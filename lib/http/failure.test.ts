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

const hungUp = () => Object.assign(new Error("aborted"), { code: "ECONNRESET" });

it("writes nothing down when whoever asked hung up, wherever it shows", async () => {
  const reported = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const params = { params: Promise.resolve({}) };
  const half = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"email": ')),
    pull: (controller) => controller.error(hungUp()),
  });
  const origin = { origin: "http://localhost:3000", "content-type": "application/json" };
  const init = { method: "POST", body: half, duplex: "half", headers: origin };
  const answer = await signIn(new Request("http://localhost:3000/api/v1/session", init as RequestInit), params);
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("broke off")]);
  const gone = new AbortController();
  const request = new Request("http://localhost:3000/api/v1/session", { signal: gone.signal });
  await publicRoute(getSession, () => Promise.reject(hungUp()))(request, params);
  gone.abort();
  await publicRoute(getSession, () => Promise.reject(request.signal.reason))(request, params);
  expect(reported).not.toHaveBeenCalled();
  await publicRoute(getSession, () => Promise.reject(new Error("aborted")))(request, params);
  expect(reported).toHaveBeenCalledTimes(1);
});
