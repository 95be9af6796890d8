import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { localStorage } from "@/lib/storage/local";
import { receiveFile } from "./evidence-upload";

const directory = mkdtempSync(path.join(tmpdir(), "gonogo-upload-"));
const storage = localStorage(directory);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const limit = 200_000;
const kept = () => readdirSync(directory, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).length;

/** As it comes from the network: bytes, not a FormData that knows its own length. */
async function form(parts: Record<string, string | File>): Promise<Request> {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) data.append(name, value);
  const encoded = new Response(data);
  return raw(await encoded.bytes(), encoded.headers.get("content-type") ?? "");
}

function raw(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  type = "multipart/form-data; boundary=x",
): Request {
  const init = { method: "POST", body, headers: { "content-type": type }, duplex: "half" };
  return new Request("http://localhost/", init);
}

const part = (name: string, more: string, body: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${body}\r\n`;

it("streams the file into storage and reads the fields beside it, in any order", async () => {
  const file = new File(["p95 = 187 ms\n"], "../../übung.txt", { type: "text/html" });
  const received = await receiveFile(await form({ file, title: "Load test" }), storage, limit);
  expect(received).toMatchObject({
    ok: true,
    value: { size: 13, mime: "text/plain", fileName: "übung.txt", fields: { title: "Load test" } },
  });
});

it.each([
  ["over the limit by its own length", () => form({ file: new File(["a".repeat(limit + 1)], "a") })],
  ["far over the limit", () => form({ file: new File(["a".repeat(limit * 3)], "a") })],
])("refuses a file %s, and keeps nothing", async (_, make) => {
  const before = kept();
  expect(await receiveFile(await make(), storage, limit)).toMatchObject({ ok: false, code: "too_large" });
  expect(kept()).toBe(before);
});

it("stops an endless body that promised no length", async () => {
  const before = kept();
  const chunk = new TextEncoder().encode("a".repeat(10_000));
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) =>
      controller.enqueue(new TextEncoder().encode(part("file", '; filename="a"', "").slice(0, -2))),
    pull: (controller) => {
      sent += chunk.length;
      controller.enqueue(chunk);
    },
  });
  expect(await receiveFile(raw(body), storage, limit)).toMatchObject({ code: "too_large" });
  expect(sent).toBeLessThan(limit * 3);
  expect(kept()).toBe(before);
});

it.each([
  ["without a file", () => form({ title: "x" })],
  [
    "with two files",
    () => raw(`${part("file", '; filename="a"', "1")}${part("file", '; filename="b"', "2")}--x--\r\n`),
  ],
  ["under another name", () => form({ upload: new File(["a"], "a") })],
  ["that breaks off inside the file", () => raw(part("file", '; filename="a"', "half of it").slice(0, -6))],
  ["that breaks off before the end", () => raw(part("file", '; filename="a"', "whole"))],
  ["that is empty", () => raw("")],
  ["without a boundary", () => raw("hello", "multipart/form-data")],
  ["that is garbage", () => raw("\u0000\u0001 nothing of a form")],
  ["with a title beyond measure", () => form({ file: new File(["a"], "a"), title: "t".repeat(5000) })],
])("refuses a form %s, and keeps nothing", async (_, make) => {
  const before = kept();
  expect(await receiveFile(await make(), storage, limit)).toMatchObject({ ok: false, code: "invalid_input" });
  expect(kept()).toBe(before);
});

it("passes on a failure of storage: that one is ours", async () => {
  const broken = { ...storage, put: () => Promise.reject(new Error("disk full")) };
  await expect(receiveFile(await form({ file: new File(["a"], "a") }), broken, limit)).rejects.toThrow("disk full");
});
