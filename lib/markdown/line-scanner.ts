/** A cursor in one line that counts columns, so that a tab may be consumed in parts. */
export class LineScanner {
  readonly text: string;
  offset = 0;
  column = 0;
  /** Columns of a partly consumed tab still to be read as spaces. */
  pad = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Width of the white space ahead, in columns. */
  indent(): number {
    let column = this.column + this.pad;
    for (let at = this.offset; at < this.text.length; at += 1) {
      const char = this.text[at];
      if (char === " ") column += 1;
      else if (char === "\t") column += 4 - (column % 4);
      else break;
    }
    return column - this.column;
  }

  blank(): boolean {
    for (let at = this.offset; at < this.text.length; at += 1) {
      const char = this.text[at];
      if (char !== " " && char !== "\t") return false;
    }
    return true;
  }

  /** Consumes up to `columns` of white space. */
  skip(columns: number): void {
    let left = columns;
    const padded = Math.min(left, this.pad);
    this.pad -= padded;
    this.column += padded;
    left -= padded;
    while (left > 0 && this.offset < this.text.length) {
      const char = this.text[this.offset];
      if (char === " ") {
        this.offset += 1;
        this.column += 1;
        left -= 1;
      } else if (char === "\t") {
        const width = 4 - (this.column % 4);
        const used = Math.min(width, left);
        this.offset += 1;
        this.column += used;
        this.pad = width - used;
        left -= used;
      } else return;
    }
  }

  /** Consumes `count` characters that are not white space. */
  take(count: number): void {
    this.offset += count;
    this.column += count;
  }

  /** What is left, a partly consumed tab as spaces. */
  rest(): string {
    return " ".repeat(this.pad) + this.text.slice(this.offset);
  }

  /** What is left, without the white space in front. */
  trimmed(): string {
    let at = this.offset;
    while (this.text[at] === " " || this.text[at] === "\t") at += 1;
    return this.text.slice(at);
  }
}
