import { expect, it } from "vitest";
import { sniffMediaType } from "./media-type";

const utf8 = (text: string) => new TextEncoder().encode(text);

it.each([
  ["image/png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)],
  ["application/pdf", utf8("%PDF-1.7")],
  ["image/webp", utf8("RIFF\0\0\0\0WEBPVP8 ")],
  ["text/plain", utf8("p95 = 187 ms\n")],
  ["text/plain", utf8("Größe: 5 µs — gut").slice(0, -1)],
  ["text/plain", utf8("<script>alert(1)</script>")],
  ["application/octet-stream", Uint8Array.of(0, 1, 2, 3)],
  ["application/octet-stream", Uint8Array.of(0xc3, 0x28, 0x41, 0x41, 0x41, 0x41)],
  ["application/octet-stream", new Uint8Array()],
])("labels %s", (expected, head) => {
  expect(sniffMediaType(head)).toBe(expected);
});
