import { describe, expect, test } from "vitest";
import { findFileSecrets, maskFileSecrets, mostFindings } from "./secret-file";

async function* parts(bytes: Uint8Array, size = 60_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array) {
  const head = bytes.subarray(0, 512);
  const out: Uint8Array[] = [];
  for await (const part of maskFileSecrets(parts(bytes), head)) out.push(part);
  return { found: await findFileSecrets(parts(bytes), head), masked: Buffer.concat(out) };
}

const filler = "2026-01-01 INFO größer als sonst\n".repeat(20_000);
const key = `-----BEGIN PRIVATE KEY-----\n${"MIIEowIBAAKCAQEA7bq9\n".repeat(30)}-----END PRIVATE KEY-----\n`;

describe("credentials in a file", () => {
  test("are found with their lines in a later block, and every other byte stays", async () => {
    const text = `${filler}DB_PASSWORD='Harbour wall 99'\n${filler}`;
    const { found, masked } = await read(Buffer.from(text));
    expect(found).toEqual([{ kind: "password", lines: [20_001, 20_001], hint: "15 characters" }]);
    expect(masked.toString()).toBe(text.replace("Harbour wall 99", "••••••••"));
  });

  test.each([10, 300, 620])(
    "keep a private key whole that begins %i characters before the end of a block",
    async (before) => {
      const text = `${"x".repeat(79)}\n`.repeat(7000).slice(0, 540_000 - before - 1);
      const { found, masked } = await read(Buffer.from(`${text}\n${key}end\n`));
      expect(found).toHaveLength(1);
      expect(masked.toString()).not.toContain("MIIE");
      expect(masked.toString().endsWith("••••••••\nend\n")).toBe(true);
    },
  );

  test.each(["utf16le", "latin1"] as const)("are found in %s", async (coding) => {
    const text = `${coding === "latin1" ? "" : "\ufeff"}für alle\npassword = Harbour99wall\n`;
    const { found, masked } = await read(Buffer.from(text, coding));
    expect(found).toMatchObject([{ lines: [2, 2] }]);
    const mask = coding === "latin1" ? "********" : "••••••••";
    expect(masked.toString(coding)).toBe(text.replace("Harbour99wall", mask));
  });

  test("aren't looked for in what is no text", async () => {
    expect((await read(Buffer.from("\u0000\u0001password = Harbour99wall"))).found).toEqual([]);
  });

  test("are told up to a number of them", async () => {
    const { found, masked } = await read(Buffer.from("password = Harbour99wall\n".repeat(30_000)));
    expect(found).toHaveLength(mostFindings);
    expect(masked.toString()).not.toContain("Harbour");
  });
});
