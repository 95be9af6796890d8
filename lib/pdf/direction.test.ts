import { describe, expect, it } from "vitest";
import { directionsOf, partsOf } from "./direction";
import { styles } from "./sheet";
import { Typesetter } from "./typesetter";

/** Hebrew in capitals, as the Unicode Consortium writes its examples: what is seen, from left to right. */
const hebrew = (text: string) => text.replace(/[A-Z]/g, (c) => String.fromCodePoint(0x5d0 + c.charCodeAt(0) - 65));
const latin = (text: string) =>
  text.replace(/[\u05D0-\u05EA]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x5d0 + 65));

function seen(text: string, start = 0, end = text.length): string {
  const parts = partsOf(directionsOf(hebrew(text)), start, end);
  return latin(parts.map((part) => (part.backwards ? [...part.text].reverse().join("") : part.text)).join(""));
}

describe("the order in which a line is seen", () => {
  it.each([
    ["car is red", "car is red"],
    ["car (ABC DEF) red", "car (FED CBA) red"],
    ["ABC (DEF) GHI", "IHG (FED) CBA"],
    ["ABC 2.1.0 DEF?", "?FED 2.1.0 CBA"],
    ["by ABC, on 25 Nov 2026", "by CBA, on 25 Nov 2026"],
    ["", ""],
  ])("%j is seen as %j", (text, expected) => expect(seen(text)).toBe(expected));

  it("is found for each line by itself", () => {
    const text = "ABC def GHI jkl";
    expect([seen(text, 0, 8), seen(text, 8)]).toEqual([" def CBA", "jkl IHG"]);
  });
});

describe("letters that join", () => {
  const set = new Typesetter({ autoFirstPage: false });
  const width = (text: string) => set.lines(text, 1000, styles.body).reduce((sum, line) => sum + line.width, 0);
  const apart = (text: string) => [...text].reduce((sum, letter) => sum + width(letter), 0);

  it.each([
    ["Arabic", "محمد"],
    ["Devanagari", "क्षत्रिय"],
  ])("are set otherwise together than apart in %s", (_, word) =>
    expect(Math.abs(width(word) - apart(word))).toBeGreaterThan(1),
  );

  it.each(["ليلى", "דנה", "प्रिया", "क\u094D\u200Dष"])("%s is set in one font and not spelled out", (word) => {
    const runs = set.lines(word, 1000, styles.body).flatMap((line) => line.runs);
    expect(runs.map(({ text }) => text)).toEqual([word]);
    expect(runs[0]?.font).toMatch(/^noto-sans-/);
  });

  it("keeps every letter of a word that is too long for its column", () => {
    const long = "שלום".repeat(40);
    const lines = set.lines(long, 100, styles.body);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => line.width <= 100)).toBe(true);
    expect(lines.flatMap(({ runs }) => runs.map(({ text }) => text)).join("")).toBe(long);
  });
});
