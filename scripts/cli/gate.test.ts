import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { verb } from "./gate.ts";

let server: Server;
let url: string;
let next: { status: number; body: string; type?: string };
let asked: { path: string; authorization: string | undefined };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked = { path: request.url ?? "", authorization: request.headers.authorization };
    response.writeHead(next.status, { "content-type": next.type ?? "application/json" }).end(next.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("GONOGO_TOKEN", "gng_test");
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  server.close();
});

const answer = (verdict: string) => JSON.stringify({ verdict, gateTitle: "Go live", score: 100, reasons: [] });

it.each([
  [0, 200, answer("go")],
  [0, 200, answer("go_with_conditions")],
  [0, 200, answer("override")],
  [1, 409, answer("no_go")],
  [2, 503, JSON.stringify({ code: "unavailable", detail: "Can't tell." })],
  [2, 401, JSON.stringify({ code: "unauthenticated" })],
  [2, 404, JSON.stringify({ code: "not_found" })],
  // Status and body disagree: no permission, and no refusal either.
  [2, 200, answer("no_go")],
  [2, 409, answer("go")],
  [2, 200, answer("perhaps")],
  [2, 200, "<html>A login page of some proxy</html>"],
  [2, 200, ""],
])("exits %i for status %i and %s", async (code, status, body) => {
  next = { status, body };
  expect(await verb.run(["--run", "abc", "--url", url])).toBe(code);
});

it("asks for the gate and artefact named, with the token", async () => {
  next = { status: 200, body: answer("go") };
  await verb.run(["--run", "a/b", "--gate", "go live", "--artefact", "sha256:00", "--url", `${url}/`]);
  expect(asked).toEqual({
    path: "/api/v1/runs/a%2Fb/gate?gate=go+live&artefact=sha256%3A00",
    authorization: "Bearer gng_test",
  });
});

it("can't tell when nobody answers, and follows nobody elsewhere", async () => {
  expect(await verb.run(["--run", "abc", "--url", "http://127.0.0.1:1"])).toBe(2);
  next = { status: 302, body: "" };
  expect(await verb.run(["--run", "abc", "--url", url])).toBe(2);
});
