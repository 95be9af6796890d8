import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addressProblem, postJson } from "./post-json";

let server: http.Server;
let port: number;
let status = 200;
const asked: string[] = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {});
    response.end("x".repeat(status === 200 ? 10 : 200_000));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  asked.length = 0;
  status = 200;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const post = (host: string, allowed: string[] = []) => postJson(`http://${host}:${port}/hook`, "{}", {}, allowed);

it.each([
  ["http://example.com/", "The address begins with https://"],
  ["ftp://example.com/", "The address begins with https://"],
  ["file:///etc/passwd", "The address begins with https://"],
  ["nonsense", "This is no web address. It begins with https://"],
  ["https://name:word@example.com/", "Leave name and password out of the address."],
])("%s is no place to post to", (url, problem) => {
  expect(addressProblem(url, [])).toBe(problem);
});

it.each([
  "https://127.0.0.1/",
  "https://[::1]/",
  "https://169.254.169.254/latest",
  "https://2130706433/",
  "https://0x7f.1/",
])("%s is private, however it is written", (url) => {
  expect(addressProblem(url, [])).toContain("private network");
});

it("posts to a host that whoever runs the server allowed", async () => {
  expect(await post("127.0.0.1", ["127.0.0.1"])).toBe("x".repeat(10));
  expect(asked).toEqual(["/hook"]);
});

it("connects to no private address that a name leads to", async () => {
  await expect(postJson(`https://localhost:${port}/hook`, "{}", {}, [])).rejects.toMatchObject({
    final: true,
    message: expect.stringContaining("private network"),
  });
  expect(asked).toEqual([]);
});

it.each([
  [302, true],
  [400, true],
  [404, true],
  [408, false],
  [429, false],
  [500, false],
  [503, false],
])("takes %i for what it is: final %s; follows nothing, reads no endless answer", async (code, final) => {
  status = code;
  await expect(post("127.0.0.1", ["127.0.0.1"])).rejects.toMatchObject({ final });
  expect(asked).toEqual(["/hook"]);
});
