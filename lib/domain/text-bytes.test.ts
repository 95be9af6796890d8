import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBytes } from "./text-bytes";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), little);
  return bytes;
}
const text = "# Überführung\r\n\r- [ ] Prüfen – “fertig” 5 € ✅\n";

describe("bytes of text", () => {
  test.each([
    ["UTF-8", utf8(text)],
    ["UTF-8", utf8(`\ufeff${text}`)],
    ["UTF-16LE", utf16(`\ufeff${text}`, true)],
    ["UTF-16BE", utf16(`\ufeff${text}`, false)],
    ["UTF-16LE", utf16(text, true)],
    ["UTF-16BE", utf16(text, false)],
  ])("are read as %s, without their mark", (encoding, bytes) => {
    expect(decodeBytes(bytes)).toEqual({ text, encoding, strays: 0 });
  });

  test("in one byte per letter are Latin-1, or Windows-1252 when they use its signs", () => {
    expect(decodeBytes(latin("- [ ] Prüfung für Köln"))).toMatchObject({
      text: "- [ ] Prüfung für Köln",
      encoding: "Latin-1",
    });
    expect(decodeBytes(latin("- [ ] 5 \x80 \x96 \x93na\xefve\x94"))).toMatchObject({
      text: "- [ ] 5 € – “naïve”",
      encoding: "Windows-1252",
    });
  });

  test("of two encodings in one file are each read in their own", () => {
    const mixed = Uint8Array.from([...utf8("é ü ✅ "), 0x96, 0x20, 0xe9]);
    expect(decodeBytes(mixed)).toEqual({ text: "é ü ✅ – é", encoding: "UTF-8 with Windows-1252 in it", strays: 2 });
  });

  test("are read by the charset somebody states, and refused where they aren't that", () => {
    expect(decodeBytes(latin("\x83"), "macintosh")).toMatchObject({ text: "É" });
    expect(decodeBytes(latin("abc"), "utf-16le")).toMatchObject({
      problem: { message: expect.stringContaining("utf-16le") },
    });
    expect(decodeBytes(latin("abc"), "no such thing")).toHaveProperty("problem");
  });

  test.each([
    ["zero bytes", [0x61, 0x0a, 0, 0x62, 0x63], "zero bytes", 2],
    ["a PDF", [0x25, 0x50, 0x44, 0x46, 0x2d], "PDF", 1],
    ["a ZIP", [0x50, 0x4b, 3, 4, 20], "ZIP", 1],
    ["control characters", [1, 2, 3, 4, 65, 66], "only programs", 1],
    ["half a UTF-16 character", [0xff, 0xfe, 0x61], "UTF-16LE", 1],
    ["an encoding of another script", [0xc4, 0xe3, 0xba, 0xc3, 0xca, 0xc0, 0xbd, 0xe7], "can't be told", 1],
  ])("that are no text, such as %s, are refused", (_, bytes, words, line) => {
    expect(decodeBytes(Uint8Array.from(bytes))).toMatchObject({
      problem: { line, message: expect.stringContaining(words) },
    });
  });

  test("of any text without control characters give that text again in UTF-8 and marked UTF-16", () => {
    const printable = fc.string({ unit: "binary" }).map((each) => each.toWellFormed().replace(/[\p{Cc}\ufeff]/gu, " "));
    fc.assert(
      fc.property(printable, fc.boolean(), (each, little) => {
        expect(decodeBytes(utf16(`\ufeff${each}`, little))).toMatchObject({ text: each });
        expect(decodeBytes(utf8(`\ufeff${each}`))).toMatchObject({ text: each });
      }),
    );
  });

  test("of any kind give an answer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = decodeBytes(bytes);
        if ("text" in read) expect(read.text).not.toContain("\0");
      }),
      { numRuns: 300 },
    );
  });
});
