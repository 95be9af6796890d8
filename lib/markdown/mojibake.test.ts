import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latin1, macRoman, windows1252 } from "@/lib/domain/code-pages";
import { importMarkdown } from "./import";
import { repairMojibake } from "./mojibake";

/** What a program shows that reads UTF-8 with this code page. */
function misread(text: string, page: string): string {
  const upper = Array.from(page);
  return Array.from(new TextEncoder().encode(text), (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : upper[byte - 0x80],
  ).join("");
}
const pages: [string, string][] = [
  ["Mac Roman", macRoman],
  ["Windows-1252", windows1252],
  ["Latin-1", latin1],
];
const text = "# Größe → 3 ≥ 2\n\n- [ ] ✅ Prüfen – “fertig” 🚀\n- [ ] Café";

describe("text that was read in a wrong encoding", () => {
  test.each(pages)("is mended from %s, with a sample", (encoding, page) => {
    const wrong = misread(text, page);
    const mended = repairMojibake(wrong);
    expect(mended.text).toBe(text);
    expect(mended.repair).toMatchObject({ places: 11, sample: { line: 1, after: "# Größe → 3 ≥ 2" } });
    expect(mended.repair?.encoding).toContain(encoding);
    expect(mended.repair?.sample.before).toBe(wrong.split("\n")[0]);
  });

  test("is mended where two programs took turns", () => {
    const rows = [misread("- [ ] ✅ ≥ eins", macRoman), misread("- [ ] → zwei ⏳", windows1252), "- [ ] 三"];
    expect(repairMojibake(rows.join("\n"))).toMatchObject({
      text: "- [ ] ✅ ≥ eins\n- [ ] → zwei ⏳\n- [ ] 三",
      repair: { encoding: "Mac Roman and Windows-1252", places: 4 },
    });
    expect(repairMojibake(misread(misread(text, windows1252), windows1252)).text).toBe(text);
  });

  test("is mended when it holds umlauts alone, read wrongly throughout", () => {
    expect(repairMojibake("PrÃ¼fung fÃ¼r KÃ¶ln").text).toBe("Prüfung für Köln");
    expect(repairMojibake("Prüfung fÃ¼r KÃ¶ln").text).toBe("Prüfung fÃ¼r KÃ¶ln");
  });

  test.each(["Größe ≥ 3 → ✅", "√2 ≈ 1.41, “so” – ça", "Ação: não", "日本語のチェック", "Ω ≠ ∞ ¬ √"])(
    "%s is left alone",
    (right) => {
      expect(repairMojibake(right)).toEqual({ text: right });
    },
  );

  test("comes back from any of the encodings", () => {
    const rare = fc.string({ unit: fc.constantFrom("✅", "→", "ö", "a", " ", "🚀", "≥", "\n", "é"), maxLength: 60 });
    fc.assert(
      fc.property(rare, fc.constantFrom(...pages), (tail, [, page]) => {
        const right = `→ ✅ ${tail}`;
        expect(repairMojibake(misread(right, page)).text).toBe(right);
      }),
    );
  });

  test("is said to be mended by the import, or left as it is when that is declined", () => {
    const wrong = misread(text, macRoman);
    const mended = importMarkdown(wrong);
    const kept = importMarkdown(wrong, { repair: false });
    expect(mended).toMatchObject({
      value: { document: { title: "Größe → 3 ≥ 2" }, repair: { encoding: "Mac Roman" } },
    });
    expect(kept).toMatchObject({ value: { document: { title: wrong.split("\n")[0]?.slice(2) } } });
    expect(kept).not.toHaveProperty("value.repair");
  });
});
