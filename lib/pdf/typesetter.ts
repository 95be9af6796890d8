import PDFDocument from "pdfkit";
import { type FontFile, fontsFor, type Weight } from "./fonts";

export type Style = { size: number; weight: Weight; color: string };
type Run = { font: string; text: string; width: number };
export type Line = { runs: Run[]; width: number };

type OpenFont = { hasGlyphForCodePoint: (code: number) => boolean };

/** Breaks text into lines with whatever fonts its characters need, and draws them. Sizes and places in points. */
export class Typesetter {
  readonly doc: PDFKit.PDFDocument;
  readonly #fonts = new Map<string, OpenFont>();
  readonly #chosen = new Map<string, string | null>();

  constructor(options: PDFKit.PDFDocumentOptions) {
    this.doc = new PDFDocument({ ...options, font: fontsFor(0x41, 400)[0]?.file ?? "" });
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
        this.doc.text(text, at, y + index * leading, { lineBreak: false });
        at += width;
      }
    }
    return y + lines.length * leading;
  }

  height(lines: readonly Line[], style: Style): number {
    return lines.length * style.size * 1.38;
  }

  #wrap(text: string, width: number, style: Style): Line[] {
    const lines: Line[] = [];
    let line: Line = { runs: [], width: 0 };
    const flush = () => {
      lines.push(line);
      line = { runs: [], width: 0 };
    };
    for (const word of wordsOf(text)) {
      const runs = this.#runs(word, style);
      const wide = total(runs);
      if (line.width + wide > width && line.width > 0) flush();
      if (wide <= width) add(line, runs);
      else {
        // A digest or an address without a place to break: by characters.
        for (const character of word) {
          const one = this.#runs(character, style);
          if (line.width + total(one) > width && line.width > 0) flush();
          add(line, one);
        }
      }
    }
    lines.push(line);
    return lines;
  }

  #runs(text: string, style: Style): Run[] {
    const runs: Run[] = [];
    for (const character of text) {
      const { font, shown } = this.#fontOf(character, style.weight);
      const last = runs.at(-1);
      if (last?.font === font) last.text += shown;
      else runs.push({ font, text: shown, width: 0 });
    }
    for (const run of runs) run.width = this.doc.font(run.font).fontSize(style.size).widthOfString(run.text);
    return runs;
  }

  /** A character no font has is spelled out: a name must not lose a letter in silence. */
  #fontOf(character: string, weight: Weight): { font: string; shown: string } {
    const code = character.codePointAt(0) ?? 0x20;
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

  #open({ id, file }: FontFile): string {
    if (!this.#fonts.has(id)) {
      this.doc.registerFont(id, file);
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

function add(line: Line, runs: readonly Run[]): void {
  for (const run of runs) {
    const last = line.runs.at(-1);
    if (last?.font === run.font) {
      last.text += run.text;
      last.width += run.width;
    } else line.runs.push({ ...run });
    line.width += run.width;
  }
}
