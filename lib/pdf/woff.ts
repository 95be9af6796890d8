import { inflateSync } from "node:zlib";

const headSize = 44;
const entrySize = 20;

/** A font in WOFF as the font it packs: PDFKit would unpack a table again for each glyph it draws. */
export function unpackWoff(packed: Buffer): Buffer {
  if (packed.toString("latin1", 0, 4) !== "wOFF") throw new Error("this is no font in WOFF");
  const count = packed.readUInt16BE(12);
  const font = Buffer.alloc(packed.readUInt32BE(16));
  packed.copy(font, 0, 4, 8);
  const power = Math.floor(Math.log2(count));
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(16 * 2 ** power, 6);
  font.writeUInt16BE(power, 8);
  font.writeUInt16BE(16 * (count - 2 ** power), 10);
  let place = 12 + 16 * count;
  for (let nth = 0; nth < count; nth += 1) {
    const entry = packed.subarray(headSize + entrySize * nth);
    const [start, packedSize, size] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
    const bytes = packed.subarray(start, start + packedSize);
    const table = packedSize < size ? inflateSync(bytes) : bytes;
    const record = 12 + 16 * nth;
    entry.copy(font, record, 0, 4);
    entry.copy(font, record + 4, 16, 20);
    font.writeUInt32BE(place, record + 8);
    font.writeUInt32BE(size, record + 12);
    table.copy(font, place);
    // Tables begin at multiples of four.
    place += Math.ceil(size / 4) * 4;
  }
  return font;
}
