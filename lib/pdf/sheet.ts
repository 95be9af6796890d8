import { type Line, type Style, Typesetter } from "./typesetter";

export const ink = { text: "#16181d", soft: "#565c69", faint: "#868d9b", line: "#d5d9e0", panel: "#f4f5f7" };

export const styles = {
  title: { size: 24, weight: 600, color: ink.text },
  heading: { size: 15, weight: 600, color: ink.text },
  part: { size: 10.5, weight: 600, color: ink.text },
  body: { size: 9, weight: 400, color: ink.text },
  strong: { size: 9, weight: 600, color: ink.text },
  soft: { size: 8, weight: 400, color: ink.soft },
  tiny: { size: 6.5, weight: 400, color: ink.soft },
} as const satisfies Record<string, Style>;

export type Cell = { text: string; style?: Style };
export type Column = { heading: string; share: number };

const margin = { x: 50, top: 56, bottom: 58 };

/** A4 pages filled from the top, with what repeats on each: the run's name above, page and digest below. */
export class Sheet {
  readonly set: Typesetter;
  y = margin.top;
  readonly #head: string;
  readonly #foot: string;

  constructor(info: { title: string; author: string; at: Date; head: string; foot: string }) {
    this.#head = info.head;
    this.#foot = info.foot;
    this.set = new Typesetter({
      size: "A4",
      margin: 0,
      bufferPages: true,
      lang: "en",
      displayTitle: true,
      info: { Title: info.title, Author: info.author, Creator: "Gonogo", CreationDate: info.at, ModDate: info.at },
    });
  }

  get doc(): PDFKit.PDFDocument {
    return this.set.doc;
  }

  get width(): number {
    return this.doc.page.width - 2 * margin.x;
  }

  get left(): number {
    return margin.x;
  }

  /** Begins a page when less than `height` is left on this one. */
  need(height: number): void {
    if (this.y + height > this.doc.page.height - margin.bottom) this.page();
  }

  page(): void {
    this.doc.addPage();
    this.y = margin.top;
  }

  space(height: number): void {
    this.y += height;
  }

  text(text: string, style: Style = styles.body, indent = 0): void {
    for (const line of this.set.lines(text, this.width - indent, style)) {
      this.need(style.size * 1.4);
      this.y = this.set.draw([line], margin.x + indent, this.y, style);
    }
  }

  heading(text: string): void {
    this.need(80);
    this.space(14);
    this.text(text, styles.heading);
    this.doc.outline.addItem(text);
    this.rule();
    this.space(6);
  }

  rule(): void {
    this.space(3);
    this.doc
      .moveTo(margin.x, this.y)
      .lineTo(margin.x + this.width, this.y)
      .lineWidth(0.6)
      .strokeColor(ink.line)
      .stroke();
    this.space(3);
  }

  /** Name and value beside each other. */
  fact(name: string, value: string, style: Style = styles.body): void {
    const aside = 118;
    const names = this.set.lines(name, aside - 8, styles.soft);
    const values = this.set.lines(value, this.width - aside, style);
    this.need(Math.max(this.set.height(names, styles.soft), this.set.height(values, style)) + 3);
    const top = this.y;
    const below = this.set.draw(names, margin.x, top + 1, styles.soft);
    this.y = Math.max(this.set.draw(values, margin.x + aside, top, style), below) + 3;
  }

  /** Rows that are kept whole, headings again on each page. A row taller than a page goes on on the next. */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
    const gap = 8;
    const sum = columns.reduce((all, { share }) => all + share, 0);
    const widths = columns.map(({ share }) => (this.width * share) / sum - gap);
    const headings = columns.map(({ heading }) => ({ text: heading, style: { ...styles.tiny, weight: 600 as const } }));
    const put = (cells: readonly Cell[]) => {
      const set = cells.map(({ text, style = styles.soft }, at): { lines: Line[]; style: Style } => {
        return { style, lines: this.set.lines(text, widths[at] ?? 0, style) };
      });
      const height = Math.max(...set.map(({ lines, style }) => this.set.height(lines, style)));
      const before = this.y;
      this.need(Math.min(height + 6, this.doc.page.height / 2));
      if (this.y < before && cells !== headings) put(headings);
      this.#row(set, widths, gap);
    };
    // Headings alone at the foot of a page head nothing.
    this.need(60);
    put(headings);
    for (const row of rows) put(row);
  }

  #row(cells: { lines: Line[]; style: Style }[], widths: readonly number[], gap: number): void {
    let from = cells.map(() => 0);
    for (;;) {
      const top = this.y + 2;
      const room = this.doc.page.height - margin.bottom - top;
      let x = margin.x;
      let lowest = top;
      from = cells.map(({ lines, style }, at) => {
        const start = from[at] ?? 0;
        const end = Math.min(lines.length, start + Math.floor(room / (style.size * 1.38)));
        lowest = Math.max(lowest, this.set.draw(lines.slice(start, end), x, top, style));
        x += (widths[at] ?? 0) + gap;
        return end;
      });
      this.y = lowest;
      this.rule();
      this.space(-2);
      if (cells.every(({ lines }, at) => (from[at] ?? 0) >= lines.length)) return;
      this.page();
    }
  }

  /** Numbers the pages and ends the document; gives its bytes as they come. */
  finish(): ReadableStream<Uint8Array> {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.doc.switchToPage(page);
      const bottom = this.doc.page.height - 36;
      const number = `Page ${page + 1} of ${count}`;
      const right = this.set.lines(number, 100, styles.tiny);
      if (page > 0)
        this.set.draw(this.set.lines(this.#head, this.width, styles.tiny).slice(0, 1), margin.x, 30, styles.tiny);
      this.set.draw(
        this.set.lines(this.#foot, this.width - 70, styles.tiny).slice(0, 1),
        margin.x,
        bottom,
        styles.tiny,
      );
      this.set.draw(right, margin.x + this.width - (right[0]?.width ?? 0), bottom, styles.tiny);
    }
    const { doc } = this;
    return new ReadableStream<Uint8Array>({
      start(controller) {
        doc.on("data", (chunk: Uint8Array) => controller.enqueue(chunk));
        doc.on("end", () => controller.close());
        doc.on("error", (error: Error) => controller.error(error));
        doc.end();
      },
    });
  }
}
