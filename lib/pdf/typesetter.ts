import PDFDocument from "pdfkit";
import { directionsOf, isRightToLeft, type Part, partsOf } from "./direction";
import { type FontFile, fontsFor, readFont, type Weight } from "./fonts";

export type Style = { size: number; weight: Weight; color: string };
type Run = { font: string; text: string; width: number };
export type Line = { runs: Run[]; width: number };

type OpenFont = { hasGlyphForCodePoint: (code: number) => boolean };

/** Of Inter: what is set in several fonts stands on one line. */
const ascent = 0.97;
const joining = /[\p{M}\u200C\u200D]/u;
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Breaks text into lines with whatever fonts its characters need, and draws them. Sizes and places in points. */
export class Typesetter {
  readonly doc: PDFKit.PDFDocument;
  readonly #fonts = new Map<string, OpenFont>();
  readonly #chosen = new Map<string, string | null>();

  constructor(options: PDFKit.PDFDocumentOptions) {
    // Without one of its own at the start, as it would read it from a file.
    this.doc = new PDFDocument({ ...options, font: "" });
  }

  lines(text: string, width: number, style: Style): Line[] {
    return text.split(/\r\n|[\r\n\u2028\u2029]/).flatMap((line) => this.#wrap(line, width, style));
  }

  /** Lower edge of what was drawn. */
  draw(lines: readonly Line[], x: number, y: number, style: Style): number {
    const leading = style.size * 1.38;
    for (const [index, line] of lines.entries()) {
      let at = x;
      for (const { font, text, width } of line.runs) {
        this.doc.font(font).fontSize(style.size).fillColor(style.color);
        const place = y + index * leading + style.size * ascent;
        this.doc.text(text, at, place, { lineBreak: false, baseline: "alphabetic" });
        at += width;
      }
    }
    return y + lines.length * leading;
  }

  height(lines: readonly Line[], style: Style): number {
    return lines.length * style.size * 1.38;
  }

  /** Breaks where the words say, in the order they are read; then puts each line into the order it is seen in. */
  #wrap(text: string, width: number, style: Style): Line[] {
    const directed = directionsOf(text);
    const lines: Line[] = [];
    let start = 0;
    let end = 0;
    let wide = 0;
    const flush = () => {
      const seen = start + text.slice(start, end).trimEnd().length;
      lines.push(this.#line(partsOf(directed, start, seen), style));
      start = end;
      wide = 0;
    };
    const put = (piece: string, size: number) => {
      if (wide + size > width && wide > 0) flush();
      end += piece.length;
      wide += size;
    };
    for (const word of wordsOf(text)) {
      const size = this.#width(word, style);
      if (size <= width) put(word, size);
      else {
        // A digest or an address without a place to break: by characters, with the marks that sit on them.
        if (wide > 0) flush();
        for (const { segment } of characters.segment(word)) put(segment, this.#width(segment, style));
      }
    }
    flush();
    return lines;
  }

  #width(text: string, style: Style): number {
    return total(this.#runs({ text, backwards: false }, style));
  }

  #line(parts: readonly Part[], style: Style): Line {
    const runs = parts.flatMap((part) => this.#runs(part, style));
    return { runs, width: total(runs) };
  }

  /** Pieces of one font each, from left to right. */
  #runs({ text, backwards }: Part, style: Style): Run[] {
    const runs: Run[] = [];
    for (const character of text) {
      const last = runs.at(-1);
      const { font, shown } = this.#fontOf(character, style.weight, last?.font);
      if (last?.font === font) last.text += shown;
      else runs.push({ font, text: shown, width: 0 });
    }
    for (const run of runs) {
      // Fonts lay out letters of these scripts from the right by themselves, but not the marks between them.
      if (backwards && !isRightToLeft(run.text)) run.text = Array.from(run.text).reverse().join("");
      run.width = this.doc.font(run.font).fontSize(style.size).widthOfString(run.text);
    }
    return backwards ? runs.reverse() : runs;
  }

  /**
   * A character no font has is spelled out: a name must not lose a letter in silence. What joins or sits on the letter
   * `before` stays in its font, or it couldn't.
   */
  #fontOf(character: string, weight: Weight, before?: string): { font: string; shown: string } {
    const code = character.codePointAt(0) ?? 0x20;
    if (before && joining.test(character) && this.#fonts.get(before)?.hasGlyphForCodePoint(code)) {
      return { font: before, shown: character };
    }
    const latin = this.#open(fontsFor(0x41, weight)[0] as FontFile);
    if (code < 0x20) return { font: latin, shown: " " };
    const key = `${weight} ${code}`;
    let font = this.#chosen.get(key);
    if (font === undefined) {
      const file = fontsFor(code, weight).find((one) => this.#fonts.get(this.#open(one))?.hasGlyphForCodePoint(code));
      font = file?.id ?? null;
      this.#chosen.set(key, font);
    }
    return font === null
      ? { font: latin, shown: `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]` }
      : { font, shown: character };
  }

  #open(one: FontFile): string {
    const { id } = one;
    if (!this.#fonts.has(id)) {
      this.doc.registerFont(id, readFont(one));
      this.doc.font(id);
      const { _font } = this.doc as unknown as { _font: { font: OpenFont } };
      this.#fonts.set(id, _font.font);
    }
    return id;
  }
}

/** Words with the space after them; ideographs and kana may be parted anywhere. */
function wordsOf(text: string): string[] {
  return text.match(/[\u2E80-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]|[^\s\u2E80-\u9FFF\uF900-\uFAFF]+\s*|\s+/gu) ?? [];
}

function total(runs: readonly Run[]): number {
  return runs.reduce((sum, { width }) => sum + width, 0);
}
