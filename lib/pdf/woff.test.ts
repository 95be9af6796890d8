import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { fontsFor } from "./fonts";
import { unpackWoff } from "./woff";

const packed = readFileSync(fontsFor(0x41, 400)[0]?.file ?? "");

/** Every table of a font by its name, as a digest. */
function tables(font: Buffer, at: (nth: number) => { name: string; bytes: Buffer }): Record<string, string> {
  const count = font.readUInt16BE(font === packed ? 12 : 4);
  return Object.fromEntries(
    Array.from({ length: count }, (_, nth) => {
      const { name, bytes } = at(nth);
      return [name, createHash("sha256").update(bytes).digest("hex")];
    }),
  );
}

it("gives every table as it was packed, where its record says", () => {
  const font = unpackWoff(packed);
  const found = tables(font, (nth) => {
    const record = font.subarray(12 + 16 * nth);
    const [start, size] = [record.readUInt32BE(8), record.readUInt32BE(12)];
    expect(start % 4).toBe(0);
    return { name: record.toString("latin1", 0, 4), bytes: font.subarray(start, start + size) };
  });
  const expected = tables(packed, (nth) => {
    const entry = packed.subarray(44 + 20 * nth);
    const bytes = packed.subarray(entry.readUInt32BE(4), entry.readUInt32BE(4) + entry.readUInt32BE(8));
    const small = entry.readUInt32BE(8) < entry.readUInt32BE(12);
    return { name: entry.toString("latin1", 0, 4), bytes: small ? inflateSync(bytes) : bytes };
  });
  expect(found).toEqual(expected);
  expect(Object.keys(found)).toEqual(expect.arrayContaining(["cmap", "glyf", "GSUB", "head"]));
});

it("refuses what is no such font", () => {
  expect(() => unpackWoff(Buffer.from("%PDF-1.7 and more of it"))).toThrow("no font in WOFF");
});
